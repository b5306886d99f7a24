/**
 * `node setup/bridgeModules.js`: writes a typed module for each library of the catalogue, so that cells complete its functions
 * and their parameters with docs. Run it, with everything built, after `lib/src/python/bridge/catalogue.py`, and commit what it writes.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { exportedNames } from "../lib/dist/functions/bridges/names.js";
import { inRoot } from "./paths.js";

const folder = inRoot("lib", "src", "functions", "bridges");

/** @typedef {{ kind: string, default: unknown, required?: boolean, choices?: string[], doc: string }} Parameter */
/** @typedef {{ id: string, module: string, name: string, doc: string, callable: boolean, parameters: Record<string, Parameter> }} Entry */

/** @type {{ libraries: Record<string, { version: string }>, functions: Entry[] }} */
const catalogue = JSON.parse(readFileSync(`${folder}/catalogue.json`, "utf8"));

mkdirSync(`${folder}/modules`, { recursive: true });
for (const [library, { version }] of Object.entries(catalogue.libraries)) {
  const entries = catalogue.functions.filter(({ module, callable }) => callable && module.split(".")[0] === library);
  writeFileSync(`${folder}/modules/${library.toLowerCase()}.ts`, moduleOf(library, version, entries));
}

/** @param {string} library @param {string} version @param {Entry[]} entries */
function moduleOf(library, version, entries) {
  const named = exportedNames(entries);
  const declared = [...named].map(([name, entry]) => declaration(name, entry)).join("\n");
  const helpers = ["bridged", "Flag", "NeededNumber", "NumberOf", "OneOf"].filter((one) => declared.includes(one));
  const types = helpers.map((one) => (one === "bridged" ? one : `type ${one}`)).join(", ");
  return `/**
 * Functions of ${library} ${version}, through the Python bridge. Written by setup/bridgeModules.js.
 *
 * @module
 */
import type { TiterFunction } from "../../define.ts";
import { ${types} } from "../bridged.ts";

${declared}`;
}

/** @param {string} name @param {Entry} entry */
function declaration(name, { id, doc, parameters }) {
  const fields = Object.entries(parameters).map(([field, parameter]) => {
    return `${comment(parameter.doc, "  ")}  readonly ${field}: ${typeOf(parameter)};\n`;
  });
  const type = fields.length === 0 ? "Record<never, never>" : `{\n${fields.join("")}}`;
  return `${comment(doc, "")}export const ${name}: TiterFunction<${type}> = bridged("${id}");\n`;
}

/** @param {string} text @param {string} indent */
function comment(text, indent) {
  return text === "" ? "" : `${indent}/** ${text.replaceAll("*/", "* /")} */\n`;
}

/** @param {Parameter} parameter */
function typeOf({ kind, required, choices = [], default: value }) {
  if (kind === "boolean") return value === null ? "Flag<null>" : "Flag<boolean>";
  if (kind === "choice") {
    const all = choices.map((one) => JSON.stringify(one)).join(" | ");
    return `OneOf<${all}, ${value === null ? "null" : JSON.stringify(value)}>`;
  }
  if (required) return "NeededNumber";
  return value === null ? "NumberOf<null>" : "NumberOf<number>";
}
