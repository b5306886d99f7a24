#!/usr/bin/env node
import { statSync } from "node:fs";
import * as module from "node:module";

// From Node 22 on, compiled code is kept from start to start.
if ("enableCompileCache" in module) module.enableCompileCache();

/** @param {string} file */
const time = (file) => statSync(new URL(`../dist/${file}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;

// The bundled command starts several times faster; one that is older than what was compiled is another program.
const fresh = time("fast/cli-main.js") > Math.max(time("core.tsbuildinfo"), time("node.tsbuildinfo"));
await import(fresh ? "../dist/fast/cli-main.js" : "../dist/cli/main.js");
