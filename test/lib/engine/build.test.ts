import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { titerBuild } from "#lib/engine/build.js";

test("a checkout's build is named by version and content", () => {
  const { version } = JSON.parse(readFileSync("lib/package.json", "utf8"));
  expect(titerBuild).toMatch(new RegExp(`^${version}\\+[0-9a-f]{8}$`));
});
