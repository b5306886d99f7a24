import { mkdir, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

/** Writes a file of the notebook's folder, later than the version that may be there. */
async function write(name: string, text: string): Promise<void> {
  const path = join(kernel.folder, name);
  await mkdir(dirname(path), { recursive: true });
  const before = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  await writeFile(path, text);
  const later = Math.max(Date.now(), before + 1000) / 1000;
  await utimes(path, later, later);
}

test("a TypeScript file of the notebook's folder is imported with its types, and again when it changed", async () => {
  await write("helpers.ts", "export const scale: number = 2;\nexport default (x: number): number => x * scale;");
  const cell = 'import times, { scale } from "./helpers.ts";\n[times(5), scale]';
  const first = await kernel.client.execute(cell);
  expect(streamText(first.outputs, "stderr")).toBe("");
  expect(resultText(first.outputs)).toBe("[ 10, 2 ]");
  await write(
    "helpers.ts",
    'export const scale: string = "3";\nexport default (x: number): number => x * Number(scale);',
  );
  const second = await kernel.client.execute(`${cell}; const typed: string = scale;`);
  expect(streamText(second.outputs, "stderr")).toBe("");
  expect(resultText((await kernel.client.execute("[times(5), typed]")).outputs)).toBe("[ 15, '3' ]");
});

test("a change of a file further down counts too", async () => {
  await write("lib/deep.ts", "export const depth = 1;");
  await write(
    "lib/index.ts",
    'import { TiterError } from "titer";\nimport { depth } from "./deep";\nexport const found = [depth, typeof TiterError];',
  );
  const cell = 'import { found } from "./lib";\nfound';
  expect(resultText((await kernel.client.execute(cell)).outputs)).toBe("[ 1, 'function' ]");
  await write("lib/deep.ts", "export const depth = 2;");
  expect(resultText((await kernel.client.execute(cell)).outputs)).toBe("[ 2, 'function' ]");
});

test("titer in a file is the kernel's copy", async () => {
  await write("copy.ts", 'import * as titer from "titer";\nexport const Theirs = titer.TiterError;');
  const { outputs } = await kernel.client.execute(
    'import { Theirs } from "./copy";\nimport { TiterError } from "titer";\nTheirs === TiterError',
  );
  expect(resultText(outputs)).toBe("true");
});

test("an error in a file is traced to its TypeScript line", async () => {
  await write(
    "throws.ts",
    "interface Gone { a: 1 }\n\nexport function fail(): never {\n  throw new RangeError('deep');\n}",
  );
  const { reply } = await kernel.client.execute('import { fail } from "./throws";\nfail();');
  expect((reply.content.traceback as string[]).join("\n")).toMatch(/throws\.ts:4:9\)\n {4}at In\[\d+\]:2:1/);
});
