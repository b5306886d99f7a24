import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText } from "../support/wireClient.js";
import { DebugClient, valuesOf } from "./debugClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
let debug: DebugClient;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  debug = new DebugClient(kernel.client);
  await kernel.client.execute(
    "const before = { n: 41, list: [1, 2] };\nfunction twice(x: number) {\n  return 2 * x;\n}",
  );
  await debug.body("initialize", { clientID: "test", adapterID: "titer" });
});
beforeEach(async () => {
  await debug.body("attach");
  await debug.event("initialized");
  await debug.body("setExceptionBreakpoints", { filters: [] });
});
// Also lets a cell go on that a failed test left stopped.
afterEach(() => debug.body("disconnect", { restart: false, terminateDebuggee: false }));
afterAll(() => kernel.stop());

const stepping = `type Point = { x: number };
interface Unused { y: number }
const p: Point = { x: 1 };
async function later(q: Point): Promise<number> {
  const first: number = q.x + before.n;
  await new Promise((done) => setTimeout(done, 5));
  const second = first + 1;
  return second;
}
const a = twice(p.x);
const b = await later(p);
a + b`;

test("a breakpoint in a cell stops at its TypeScript line, steps follow awaits, variables are listed", async () => {
  const path = await debug.breakIn(stepping, 10);
  const id = await kernel.client.startCell(stepping);
  expect(await debug.stop()).toEqual(["breakpoint", expect.stringMatching(/^In\[\d+\]:10$/)]);
  const { stackFrames } = await debug.body("stackTrace", { threadId: 1 });
  expect(stackFrames[0]?.source.path).toBe(path);
  expect(await debug.variables("Locals")).toMatchObject({ p: "{x: 1}" });
  expect(await debug.variables("Globals")).toMatchObject({ before: "{n: 41, list: Array(2)}" });

  expect((await debug.to("stepIn")).slice(0, 3)).toEqual(["step", "twice:3", expect.stringMatching(/:10$/)]);
  expect(await debug.variables("Locals")).toMatchObject({ x: "1" });
  expect((await debug.to("stepOut"))[1]).toMatch(/:11$/);
  expect((await debug.to("stepIn"))[1]).toBe("later:5");
  expect((await debug.to("next"))[1]).toBe("later:6");
  await debug.body("continue", { threadId: 1 });
  const { outputs } = await kernel.client.finished(id);
  expect(resultText(outputs)).toBe("45");
});

test("next goes over an await, within a function and at the top of a cell", async () => {
  await debug.breakIn(stepping, 6);
  const id = await kernel.client.startCell(stepping);
  expect((await debug.stop())[1]).toBe("later:6");
  expect((await debug.to("next"))[1]).toBe("later:7");
  expect(await debug.variables("Locals")).toMatchObject({ first: "42" });
  await debug.breakIn(stepping, 11);
  await debug.body("continue", { threadId: 1 });
  await kernel.client.finished(id);

  const again = await kernel.client.startCell(stepping);
  expect((await debug.stop())[1]).toMatch(/^In\[\d+\]:11$/);
  expect((await debug.to("next"))[1]).toMatch(/^In\[\d+\]:12$/);
  expect(await debug.variables("Locals")).toMatchObject({ a: "2", b: "43" });
  await debug.body("continue", { threadId: 1 });
  expect((await kernel.client.finished(again)).reply.content.status).toBe("ok");
  await debug.breakIn(stepping);
});

test("a breakpoint is set in a function that another cell declared before, once per round of its loop", async () => {
  const declared =
    "function sum(n: number) {\n  let s = 0;\n  for (let i = 0; i < n; i++) {\n    s += i;\n  }\n  return s;\n}";
  await kernel.client.execute(declared);
  await debug.breakIn(declared, 4);
  const id = await kernel.client.startCell("sum(2)");
  expect((await debug.stop()).slice(0, 2)).toEqual(["breakpoint", "sum:4"]);
  expect(await debug.variables("Locals")).toMatchObject({ n: "2", s: "0", i: "0" });
  expect((await debug.to("continue"))[1]).toBe("sum:4");
  expect(await debug.variables("Locals")).toMatchObject({ i: "1" });
  await debug.body("continue", { threadId: 1 });
  expect(resultText((await kernel.client.finished(id)).outputs)).toBe("1");
  await debug.breakIn(declared);
});

test("while a cell is stopped, expressions see locals and names of other cells, and values can be kept", async () => {
  const code = "const local = { deep: { er: 7 } };\nconst end = local.deep;";
  await debug.breakIn(code, 2);
  const id = await kernel.client.startCell(code);
  await debug.stop();
  expect(await debug.body("evaluate", { expression: "local.deep.er + before.n", frameId: 1 })).toMatchObject({
    result: "48",
    type: "number",
  });
  const unfolded = await debug.body("evaluate", { expression: "local", frameId: 1 });
  const { variables } = await debug.body("variables", { variablesReference: unfolded.variablesReference });
  expect(variables).toMatchObject([{ name: "deep", value: "{er: 7}", evaluateName: "local.deep" }]);
  const wrong = await debug.reply("evaluate", { expression: "nowhere", frameId: 1 });
  expect(wrong).toMatchObject({ success: false, message: expect.stringContaining("nowhere is not defined") });
  const shown = await debug.body("richInspectVariables", { variableName: "local", frameId: 1 });
  expect(shown.data).toEqual({ "text/plain": "{ deep: { er: 7 } }" });
  await debug.body("copyToGlobals", { srcVariableName: "local", dstVariableName: "kept", srcFrameId: 1 });
  await debug.body("continue", { threadId: 1 });
  await kernel.client.finished(id);
  expect(resultText((await kernel.client.execute("kept.deep.er")).outputs)).toBe("7");
  expect(valuesOf(await debug.body("inspectVariables"))).toMatchObject({ before: "{n: 41, list: Array(2)}" });
  await debug.breakIn(code);
});

test("errors stop where they are thrown: all of them, or those that no catch is around", async () => {
  const code = "function fail() {\n  throw new RangeError('no');\n}\ntry {\n  fail();\n} catch {}\nfail();";
  await debug.body("setExceptionBreakpoints", { filters: ["raised"] });
  const id = await kernel.client.startCell(code);
  expect((await debug.stop()).slice(0, 3)).toEqual(["exception", "fail:2", expect.stringMatching(/:5$/)]);
  expect((await debug.to("continue"))[2]).toMatch(/:7$/);
  await debug.body("continue", { threadId: 1 });
  expect((await kernel.client.finished(id)).reply.content.ename).toBe("RangeError");

  await debug.body("setExceptionBreakpoints", { filters: ["uncaught"] });
  const again = await kernel.client.startCell(code);
  expect((await debug.stop())[2]).toMatch(/:7$/);
  await debug.body("continue", { threadId: 1 });
  await kernel.client.finished(again);
});

test("a file that a cell imports is debugged by its own path and lines", async () => {
  const path = join(kernel.folder, "area.ts");
  await writeFile(
    path,
    "export type Size = { w: number };\n\nexport function area(s: Size): number {\n  return s.w ** 2;\n}\n",
  );
  await debug.body("setBreakpoints", { source: { path }, breakpoints: [{ line: 4 }] });
  const id = await kernel.client.startCell('import { area } from "./area.ts";\narea({ w: 3 })');
  expect((await debug.stop()).slice(0, 2)).toEqual(["breakpoint", "area:4"]);
  expect((await debug.body("source", { source: { path } })).content).toContain("s.w ** 2");
  expect((await debug.body("modules")).modules).toMatchObject([{ name: "area.ts", path }]);
  await debug.body("continue", { threadId: 1 });
  expect(resultText((await kernel.client.finished(id)).outputs)).toBe("9");
});

test("a stopped cell is interrupted, and the state is told to who asks", async () => {
  const code = "let round = 7;\nwhile (true) {\n  round++;\n}";
  const path = await debug.breakIn(code, 3);
  const id = await kernel.client.startCell(code);
  await debug.stop();
  expect(await kernel.client.heartbeat()).toBe("ping");
  expect(await debug.body("debugInfo")).toMatchObject({
    isStarted: true,
    stoppedThreads: [1],
    breakpoints: [
      { source: expect.stringContaining("area.ts"), breakpoints: [{ line: 4 }] },
      { source: path, breakpoints: [{ line: 3 }] },
    ],
  });
  await kernel.client.request("interrupt_request", {}, "control");
  expect((await kernel.client.finished(id)).reply.content.ename).toBe("Interrupted");
  expect(resultText((await kernel.client.execute("round >= 7")).outputs)).toBe("true");
  await debug.breakIn(code);
});

test("after disconnect, cells run through and breakpoints are kept for the next time", async () => {
  const code = "const through = 1;\nthrough";
  await debug.breakIn(code, 2);
  await debug.body("disconnect", { restart: false, terminateDebuggee: false });
  expect(resultText((await kernel.client.execute(code)).outputs)).toBe("1");
  expect(await debug.reply("inspectVariables")).toMatchObject({
    success: false,
    message: expect.stringContaining("not attached"),
  });
  await debug.body("attach");
  const id = await kernel.client.startCell(code);
  expect((await debug.stop())[0]).toBe("breakpoint");
  // The stopped cell goes on.
  await debug.body("disconnect", { restart: false, terminateDebuggee: false });
  expect((await kernel.client.finished(id)).reply.content.status).toBe("ok");
});

test("a command that does not exist is refused by name", async () => {
  expect(await debug.reply("fly")).toMatchObject({ success: false, message: expect.stringContaining('"fly"') });
});
