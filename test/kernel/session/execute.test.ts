import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

describe("messages of a cell", () => {
  test("are busy, input, result, reply, idle, all with the request as parent", async () => {
    const { client } = kernel;
    const id = await client.startCell("6 * 7");
    await client.finished(id);
    const own = client.seen.filter(({ parent }) => parent === id);
    const iopub = own
      .filter(({ type }) => !type.endsWith("_reply"))
      .map(({ type, content }) => content.execution_state ?? type);
    expect(iopub).toEqual(["busy", "execute_input", "execute_result", "idle"]);
    expect(own.filter(({ type }) => type === "execute_reply")).toHaveLength(1);
  });

  test("come in the order of the outputs", async () => {
    const { outputs } = await kernel.client.execute(
      'console.log("a"); console.error("b"); await display(1); console.log("c"); 2',
    );
    expect(outputs.map(({ type }) => type)).toEqual(["stream", "stream", "display_data", "stream", "execute_result"]);
  });

  test("carry no result for undefined, null or a silent request", async () => {
    expect((await kernel.client.execute("undefined")).outputs).toEqual([]);
    expect((await kernel.client.execute("null")).outputs).toEqual([]);
    expect((await kernel.client.execute("1", { silent: true })).outputs).toEqual([]);
  });
});

describe("after an error", () => {
  test("cells sent together with it are aborted, a later one runs", async () => {
    const { client } = kernel;
    const failing = await client.startCell('throw new RangeError("wrong")');
    const queued = await client.startCell("1");
    const failed = await client.finished(failing);
    expect(failed.reply.content).toMatchObject({ status: "error", ename: "RangeError", evalue: "wrong" });
    const later = await client.execute("2");
    expect((await client.finished(queued)).reply.content.status).toBe("aborted");
    expect(resultText(later.outputs)).toBe("2");
  });

  test("cells sent with stop_on_error false run on", async () => {
    const { client } = kernel;
    const failing = await client.startCell("throw 1", { stop_on_error: false });
    const queued = await client.startCell("3");
    await client.finished(failing);
    expect(resultText((await client.finished(queued)).outputs)).toBe("3");
  });

  test.each([
    ["null", "null"],
    ["{ custom: 1 }", "{ custom: 1 }"],
    ["undefined", "undefined"],
    ['"text"', "'text'"],
  ])("a thrown %s is shown", async (thrown, shown) => {
    const { reply } = await kernel.client.execute(`throw ${thrown}`);
    expect(reply.content).toMatchObject({ ename: "Thrown", evalue: shown });
  });
});

describe("output", () => {
  test("of a timer goes to the cell that set it", async () => {
    const { client } = kernel;
    const id = await client.startCell('setTimeout(() => console.log("late"), 150);');
    await client.finished(id);
    const other = await client.execute("await new Promise((done) => setTimeout(done, 250));");
    const late = await client.waitFor(({ type, content }) => type === "stream" && content.text === "late\n");
    expect(late.parent).toBe(id);
    expect(streamText(other.outputs, "stdout")).toBe("");
  });

  test("of many lines keeps all of them in order", async () => {
    const { outputs } = await kernel.client.execute("for (let i = 0; i < 20_000; i++) console.log(i);");
    const lines = streamText(outputs, "stdout").split("\n");
    expect(lines).toHaveLength(20_001);
    expect(lines[12_345]).toBe("12345");
  });

  test("of an uncaught error goes to the cell's stderr and the kernel lives", async () => {
    const { client } = kernel;
    const id = await client.startCell(
      'setTimeout(() => { throw new Error("from a timer"); }, 1); Promise.reject(new Error("nobody waits"));',
    );
    await client.waitFor(
      ({ type, parent, content }) =>
        type === "stream" && parent === id && String(content.text).includes("from a timer"),
    );
    expect(streamText(client.outputsOf(id), "stderr")).toContain("nobody waits");
    expect(resultText((await client.execute("'alive'")).outputs)).toBe("'alive'");
  });

  test("of a value with its own display is its bundle, with a text added", async () => {
    const { outputs } = await kernel.client.execute(
      '({ name: "shown", async [Symbol.for("Jupyter.display")]() { return { "text/html": "<b>x</b>" }; } })',
    );
    expect(outputs[0]?.content.data).toMatchObject({
      "text/html": "<b>x</b>",
      "text/plain": expect.stringContaining("shown"),
    });
  });

  test("of display at the end of a cell appears once, awaited or not", async () => {
    for (const code of [
      "display(5)",
      "await display(5)",
      'display({ async [Symbol.for("Jupyter.display")]() { return { "text/plain": "5" }; } });',
    ]) {
      const { outputs } = await kernel.client.execute(code);
      expect(outputs.map(({ type, content }) => [type, content.data])).toEqual([
        ["display_data", { "text/plain": "5" }],
      ]);
    }
  });

  test("of a display that fails is the cell's error", async () => {
    const { reply } = await kernel.client.execute(
      'display({ async [Symbol.for("Jupyter.display")]() { throw new RangeError("no picture"); } }); 1',
    );
    expect(reply.content).toMatchObject({ ename: "RangeError", evalue: "no picture" });
  });

  test("of an error names its causes", async () => {
    const { reply } = await kernel.client.execute('throw new Error("outer", { cause: new RangeError("inner") })');
    expect((reply.content.traceback as string[]).join("\n")).toMatch(
      /^Error: outer.*Caused by:\nRangeError: inner\n {4}at In/s,
    );
  });

  test("can be replaced and cleared", async () => {
    const { outputs } = await kernel.client.execute(
      'const handle = await display({ "text/plain": "one" }, { raw: true }); await handle.update("two"); clearOutput(true);',
    );
    const [first, second, cleared] = outputs;
    expect(first?.type).toBe("display_data");
    expect(second?.type).toBe("update_display_data");
    expect(second?.content.transient).toEqual(first?.content.transient);
    expect(second?.content.data).toEqual({ "text/plain": "'two'" });
    expect(cleared).toMatchObject({ type: "clear_output", content: { wait: true } });
  });

  test("of the library's display host goes to the cell that runs", async () => {
    const { outputs } = await kernel.client.execute(
      'import { displayHost } from "titer/protocol";\nfor (const update of [false, true]) displayHost()?.display({ "text/plain": String(update) }, { id: "run-1", update });',
    );
    expect(outputs.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
  });

  test("does not end the kernel when the cell calls process.exit", async () => {
    const { reply } = await kernel.client.execute("process.exit(3)");
    expect(reply.content).toMatchObject({ status: "error", evalue: expect.stringContaining("cannot end the kernel") });
  });
});

describe("input", () => {
  test("is asked from the client that sent the cell", async () => {
    const { client } = kernel;
    const id = await client.startCell('await input("Name? ", { password: true })', { allow_stdin: true });
    const question = await client.waitFor(({ type, parent }) => type === "input_request" && parent === id);
    expect(question.content).toEqual({ prompt: "Name? ", password: true });
    await client.send("stdin", "input_reply", { value: "Ada" });
    expect(resultText((await client.finished(id)).outputs)).toBe("'Ada'");
  });

  test("is refused when the client cannot ask", async () => {
    const { reply } = await kernel.client.execute('await input("Name?")', { allow_stdin: false });
    expect(reply.content.evalue).toContain("cannot ask");
  });
});

test("a display of the library goes on after its cell has ended", async () => {
  const { client } = kernel;
  const id = await client.startCell(
    'import { displayHost as host } from "titer/protocol";\nconst show = (text: string, update: boolean) => host()?.display({ "text/plain": text }, { id: "run-2", update });\nshow("0 %", false); setTimeout(() => show("100 %", true), 100);',
  );
  await client.finished(id);
  await client.execute("1");
  const update = await client.waitFor(({ type, parent }) => type === "update_display_data" && parent === id);
  expect(update.content).toMatchObject({ data: { "text/plain": "100 %" }, transient: { display_id: "run-2" } });
});
