import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

// The semantics that kernel/README.md describes.
jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

/** Runs cells and gives the last result; a type warning or error of any of them fails the test. */
async function results(...cells: string[]): Promise<string | undefined> {
  let last: string | undefined;
  for (const cell of cells) {
    const { reply, outputs } = await kernel.client.execute(cell);
    expect(streamText(outputs, "stderr")).toBe("");
    expect(reply.content).toMatchObject({ status: "ok" });
    last = resultText(outputs);
  }
  return last;
}

beforeEach(() => results('import * as fresh from "node:path"'));

test.each([
  ["const", "const again = 1", 'const again = "two"; again.length', "3"],
  ["let", "let again = 1", "let again = [1]; again.length", "1"],
  ["function", "function again() { return 1; }", "function again(x: string) { return x; }\nagain('b')", "'b'"],
  ["class", "class again { a = 1 }", "class again { b = 2 }\nnew again().b", "2"],
  ["enum", "enum again { A }", "enum again { B = 5 }\nagain.B", "5"],
  ["import", 'import { join as again } from "node:path"', 'import { sep as again } from "node:path";\nagain', "'/'"],
  ["const as import", "const again = 1", 'import { sep as again } from "node:path";\nagain', "'/'"],
  ["using", "using again = { [Symbol.dispose]() {}, a: 1 }", "const again = 7; again", "7"],
  ["namespace", "namespace again { export const a = 1 }", "namespace again { export const b = 3 }\nagain.b", "3"],
  ["interface as class", "interface again { a: 1 }", "class again { b = 4 }\nnew again().b", "4"],
  ["destructuring", "const { again } = { again: 1 }", "const [again] = ['x']; again.length", "1"],
  ["var", "var again = 1; var again = 2", "var again = 'abc' as any; var again = again.length as any; again", "3"],
  ["type", "type again = string", "type again = number; const n: again = 1; n", "1"],
])("%s can be declared again with another type", async (_, first, second, result) => {
  expect(await results(first, second)).toBe(result);
  expect(await results(second)).toBe(result);
});

test("a class can be declared again as the child of its earlier self", async () => {
  expect(
    await results(
      "class Base { a = 1 }",
      "class Child extends Base { b = 2 }",
      "class Base { c = 3 }",
      "const { a, b } = new Child(); [a, b]",
    ),
  ).toBe("[ 1, 2 ]");
});

test("a cell that declares a name twice is refused with both places, and nothing of it runs", async () => {
  const { reply } = await kernel.client.execute("const twice = 1;\nconst twice = 2;\nglobalThis.ranTwice = true;");
  expect(reply.content).toMatchObject({ status: "error", ename: "CompileError" });
  expect((reply.content.traceback as string[]).join("\n")).toMatch(/:1:7 - error TS2451[\s\S]*:2:7 - error TS2451/);
  expect(await results('"ranTwice" in globalThis')).toBe("false");
});

test("a function of an earlier cell sees the newest value of another cell's name", async () => {
  expect(
    await results("const base = 10", "const addBase = (x: number) => x + base", "const base = 20", "addBase(1)"),
  ).toBe("21");
});

test("a function sees its own cell's value of a name, also when a later cell declares the name again", async () => {
  expect(await results("const own = 10; const addOwn = (x: number) => x + own;", "const own = 20", "addOwn(1)")).toBe(
    "11",
  );
});

test("assigning to an earlier cell's variable changes that variable", async () => {
  expect(await results("let count = 1; const read = () => count;", "count += 5; count++", "read()")).toBe("7");
});

test("assigning to an earlier cell's const warns and throws", async () => {
  await results("const fixed = 1");
  const { reply, outputs } = await kernel.client.execute("fixed = 2");
  expect(streamText(outputs, "stderr")).toContain("TS2632");
  expect(reply.content.ename).toBe("TypeError");
});

test("names declared before an error stay, the one whose declaration failed keeps its old value", async () => {
  await results('const before = 0; const failing = "old";');
  await kernel.client.execute(
    'const before = 1; const failing = (() => { throw new Error("no"); })(); const after = 2;',
  );
  expect(await results("[before, failing]")).toBe("[ 1, 'old' ]");
  expect((await kernel.client.execute("after")).reply.content.ename).toBe("ReferenceError");
});

test("types of earlier cells live on with the values made from them", async () => {
  await results("interface Shape { sides: number }\nconst old: Shape = { sides: 3 };");
  expect(await results("interface Shape { name: string }", "old.sides")).toBe("3");
});

test("a shadowing local name is left alone", async () => {
  expect(await results("const shade = 1", "((shade: string) => shade)('inner') + shade")).toBe("'inner1'");
  expect(await results("const { shade: renamed } = { shade: 4 }; const made = { shade }; [renamed, made]")).toBe(
    "[ 4, { shade: 1 } ]",
  );
});
