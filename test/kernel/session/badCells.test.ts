import { existsSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

const value = async (code: string): Promise<string | undefined> =>
  resultText((await kernel.client.execute(code)).outputs);

describe("a cell cannot end the kernel", () => {
  test.each(["process.exit(1)", "process.abort()", 'process.kill(process.pid, "SIGKILL")', "process.kill(0)"])(
    "by %s",
    async (code) => {
      const { reply } = await kernel.client.execute(code);
      expect(reply.content).toMatchObject({
        status: "error",
        evalue: expect.stringContaining("cannot end the kernel"),
      });
      expect(await value("1")).toBe("1");
    },
  );

  test("by an error in a timer, without the listeners that Node has for it", async () => {
    const { client } = kernel;
    const code = `process.removeAllListeners("uncaughtException"); process.removeAllListeners("unhandledRejection");
      setTimeout(() => { throw null; }); setTimeout(() => { throw new RangeError("late"); }); void Promise.reject(new Error("lost"));`;
    const id = await client.startCell(code);
    await client.waitFor(
      ({ parent, content }) => parent === id && String(content.text).includes("Uncaught RangeError: late"),
    );
    await client.waitFor(
      ({ parent, content }) => parent === id && String(content.text).includes("Uncaught Error: lost"),
    );
    expect(await value("2")).toBe("2");
  });

  test("by a timer that is never stopped, and an interrupt stops one that spins", async () => {
    const { client } = kernel;
    await client.execute("const leak = setInterval(() => {}, 1);");
    const id = await client.startCell('setTimeout(() => { console.log("spins"); for (;;); }, 20);');
    await client.waitFor(({ parent, type }) => parent === id && type === "stream");
    await client.request("interrupt_request", {}, "control");
    // On a slow machine the timer spins before its cell is answered. The interrupt then ends the cell, which aborts what waits.
    await client.finished(id);
    expect(await value("3")).toBe("3");
    await client.execute("clearInterval(leak)");
  });
});

describe("built-in objects that a cell replaces are put back, and the cell is told", () => {
  test.each([
    ["process", "globalThis.process = 1 as never;"],
    ["JSON.stringify", 'JSON.stringify = () => "broken";'],
    ["Array.prototype.map", "Array.prototype.map = null as never;"],
    ["Array.prototype.push", "delete (Array.prototype as any).push;"],
    ["Promise", "globalThis.Promise = class {} as never;"],
    ["Map.prototype.get", "Map.prototype.get = () => { throw new Error('broken'); };"],
    ["Function.prototype.call", "Function.prototype.call = null as never;"],
    ["Object.prototype.value", "(Object.prototype as any).value = 1;"],
    ["Array.prototype.Symbol(Symbol.iterator)", "Array.prototype[Symbol.iterator] = null as never;"],
  ])("%s", async (name, code) => {
    const { outputs } = await kernel.client.execute(code);
    expect(streamText(outputs, "stderr")).toContain(`Replaced: ${name}. `);
    const after = await kernel.client.execute("[...new Map([[1, { a: [2] }]])].map(([key]) => key)");
    expect(resultText(after.outputs)).toBe("[ 1 ]");
    expect(streamText(after.outputs, "stderr")).toBe("");
  });

  test("also when the cell fails, or waits in between", async () => {
    const { outputs, reply } = await kernel.client.execute(
      "Array.prototype.map = null as never; await new Promise((done) => setTimeout(done, 5)); throw null;",
    );
    expect(reply.content).toMatchObject({ status: "error", ename: "Thrown", evalue: "null" });
    expect(streamText(outputs, "stderr")).toContain("Replaced: Array.prototype.map.");
  });

  test("but not what tests replace", async () => {
    const { outputs } = await kernel.client.execute("Math.random = () => 0.5; Date.now = () => 0; Math.random()");
    expect(streamText(outputs, "stderr")).toBe("");
    expect(resultText(outputs)).toBe("0.5");
    expect(await value("Math.random()")).toBe("0.5");
  });
});

test("a cell that prints too much shows its beginning and end, and all the rest is in a file until the kernel ends", async () => {
  const other = await KernelProcess.start();
  try {
    const lines = 300_000;
    const code = `for (let i = 0; i < ${lines}; i++) console.log("line " + String(i).padStart(50));`;
    const { outputs } = await other.client.execute(code);
    const shown = streamText(outputs, "stdout");
    const summary = streamText(outputs, "stderr");
    const file = /goes to (\S+),/.exec(shown)?.[1] ?? "";
    expect(summary).toContain(file);
    expect(summary.trimEnd().endsWith(`line ${String(lines - 1).padStart(50)}`)).toBe(true);
    const start = shown.slice(0, shown.indexOf("\n[This cell prints"));
    const all = start + readFileSync(file, "utf8");
    expect(all.trimEnd().split("\n")).toHaveLength(lines);
    expect(statSync(file).size).toBeGreaterThan(1_000_000);
    await other.client.request("shutdown_request", { restart: false }, "control");
    await other.exited();
    expect(existsSync(file)).toBe(false);
  } finally {
    await other.stop();
  }
});

test("expressions that come with a cell are answered with values and errors", async () => {
  const { reply } = await kernel.client.execute("const side = 4;", {
    user_expressions: { area: "side ** 2", wrong: "nowhere.x", broken: "((" },
  });
  expect(reply.content).toMatchObject({
    status: "ok",
    user_expressions: {
      area: { status: "ok", data: { "text/plain": "16" } },
      wrong: { status: "error", ename: "ReferenceError" },
      broken: { status: "error", ename: "CompileError" },
    },
  });
});
