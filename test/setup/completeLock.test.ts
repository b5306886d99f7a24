import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { missingEntries } from "#setup/completeLock.js";
import { inRoot } from "#setup/paths.js";

test("package-lock.json names the packages of every platform (else: node setup/completeLock.js)", () => {
  expect(missingEntries(JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")))).toEqual({});
});

test("a missing platform package gets an entry that npm can choose by system, processor and C library", () => {
  const packages = {
    "node_modules/tool": {
      version: "2.0.0",
      dev: true,
      license: "MIT",
      optionalDependencies: { "@tool/linux-arm64-musl": "2.0.0", "@tool/darwin-x64": "2.0.0" },
    },
    "node_modules/@tool/darwin-x64": { version: "2.0.0" },
  };
  expect(missingEntries({ packages })).toEqual({
    "node_modules/@tool/linux-arm64-musl": {
      version: "2.0.0",
      cpu: ["arm64"],
      dev: true,
      libc: ["musl"],
      license: "MIT",
      optional: true,
      os: ["linux"],
    },
  });
});
