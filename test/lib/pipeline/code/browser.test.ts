import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { build } from "esbuild";

test("code is written and read in a browser: without Node", async () => {
  const contents = `
    import { fromCode, toCode } from "./lib/dist/pipeline/index.js";
    globalThis.again = (code) => toCode(fromCode(code));`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    platform: "browser",
    format: "iife",
    write: false,
  });
  const page: { again?: (code: string) => string } = {};
  runInNewContext(outputFiles[0]!.text, page);
  const code = 'import { tophat } from "titer/functions";\n\nexport default tophat.with({ selemRadius: 3 });\n';
  expect(page.again?.(code)).toBe(code);
});
