/**
 * What VS Code's Jupyter extension does with a kernelspec: it starts the kernel itself, with a connection file of its own, and
 * speaks to the sockets through the messages of `@jupyterlab/services`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { kernelspecFolder } from "../support/environment.js";
import { freePorts } from "../support/kernelProcess.js";
import { resultText, streamText, WireClient } from "../support/wireClient.js";

jest.setTimeout(60_000);

let specs: Awaited<ReturnType<typeof kernelspecFolder>>;
let spec: { readonly argv: readonly string[]; readonly env: NodeJS.ProcessEnv } & Record<string, unknown>;
let child: ChildProcess;
let client: WireClient;

beforeAll(async () => {
  specs = await kernelspecFolder();
  spec = JSON.parse(readFileSync(join(specs.path, "kernels", "titer", "kernel.json"), "utf8"));
  const [shell_port = 0, control_port = 0, stdin_port = 0, iopub_port = 0, hb_port = 0] = await freePorts(5);
  const ports = { shell_port, control_port, stdin_port, iopub_port, hb_port };
  const key = randomUUID();
  const file = join(specs.path, `kernel-v3${randomUUID()}.json`);
  const more = { ip: "127.0.0.1", transport: "tcp", signature_scheme: "hmac-sha256", kernel_name: "titer", key };
  await writeFile(file, JSON.stringify({ version: 5, ...ports, ...more }));
  // It connects and asks who the kernel is before anything listens, and asks again until the kernel is seen to be idle.
  client = new WireClient(ports, key);
  const [program = "", ...parameters] = spec.argv.map((one) => one.replace("{connection_file}", file));
  const early = client.request("kernel_info_request", {});
  child = spawn(program, parameters, { cwd: specs.path, env: { ...process.env, ...spec.env }, stdio: "ignore" });
  const { reply } = await Promise.race([early, askedAgain()]);
  expect(reply.content.status).toBe("ok");
});
afterAll(async () => {
  client.close();
  child.kill("SIGKILL");
  await specs[Symbol.asyncDispose]();
});

/** The welcome says that outputs arrive; a request that came before it may have lost its idle status. */
async function askedAgain(): ReturnType<WireClient["request"]> {
  await client.waitFor(({ type }) => type === "iopub_welcome");
  return client.request("kernel_info_request", {});
}

test("the kernelspec says all that is read of it", () => {
  expect(spec).toMatchObject({ display_name: "TypeScript (Titer)", language: "typescript", interrupt_mode: "message" });
  expect(spec.argv.filter((one) => one.includes("{connection_file}"))).toEqual(["{connection_file}"]);
});

test("kernel_info names language, file extension and editor mode", async () => {
  const { reply } = await client.request("kernel_info_request", {});
  expect(reply.content).toMatchObject({
    protocol_version: "5.4",
    language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x-typescript" },
  });
});

test("open comms are listed without a target, also when none was given", async () => {
  expect((await client.request("comm_info_request", {})).reply.content).toEqual({ status: "ok", comms: {} });
});

test("cells that are sent before the one before is idle run in their order and are counted", async () => {
  const ids = [];
  for (const code of ["const first = 1;", "first + 1", "first + 2"]) ids.push(await client.startCell(code));
  const ended = await Promise.all(ids.map((id) => client.finished(id)));
  expect(ended.map(({ reply }) => reply.content.execution_count)).toEqual([1, 2, 3]);
  expect(ended.map(({ outputs }) => resultText(outputs))).toEqual([undefined, "2", "3"]);
});

test("a cell with its metadata, as the extension sends it", async () => {
  const metadata = { cellId: "vscode-notebook-cell:/work/a.ipynb#W0sZmlsZQ==", trusted: true };
  const content = {
    ...{ code: "console.log('out'); console.error('err')", silent: false, stop_on_error: false },
    ...{ allow_stdin: true, store_history: true, user_expressions: {} },
  };
  const { outputs, reply } = await client.finished(
    await client.send("shell", "execute_request", content, { metadata }),
  );
  expect(reply.content).toMatchObject({ status: "ok", user_expressions: {} });
  expect([streamText(outputs, "stdout"), streamText(outputs, "stderr")]).toEqual(["out\n", "err\n"]);
});

test("silent code is not counted and shows nothing", async () => {
  const before = (await client.execute("0")).reply.content.execution_count as number;
  const { outputs } = await client.execute("5", { silent: true, store_history: false });
  expect(outputs).toEqual([]);
  expect((await client.execute("0")).reply.content.execution_count).toBe(before + 1);
});

test("completions replace from cursor_start to cursor_end, and hover is text and Markdown", async () => {
  const code = "first.toFix";
  const { reply } = await client.request("complete_request", { code, cursor_pos: code.length });
  expect(reply.content).toMatchObject({ status: "ok", matches: ["toFixed"], cursor_start: 6, cursor_end: 11 });
  const hover = await client.request("inspect_request", { code: "first", cursor_pos: 2, detail_level: 0 });
  expect(hover.reply.content).toMatchObject({ status: "ok", found: true });
  expect(String((hover.reply.content.data as Record<string, string>)["text/plain"])).toContain("first");
});

test("input is asked for on the stdin channel", async () => {
  const id = await client.startCell("await input('Name? ')", { allow_stdin: true });
  const question = await client.waitFor(({ type }) => type === "input_request");
  expect(question.content).toEqual({ prompt: "Name? ", password: false });
  await client.send("stdin", "input_reply", { status: "ok", value: "Ada" });
  expect(resultText((await client.finished(id)).outputs)).toBe("'Ada'");
});

test("an interrupt is a message on the control channel, and a shutdown ends the process", async () => {
  const id = await client.startCell('console.log("running"); while (true) {}');
  await client.waitFor(({ parent, type }) => parent === id && type === "stream");
  expect((await client.request("interrupt_request", {}, "control")).reply.content.status).toBe("ok");
  expect((await client.finished(id)).reply.content.ename).toBe("Interrupted");
  const ended = once(child, "exit");
  await client.request("shutdown_request", { restart: false }, "control");
  expect(await ended).toEqual([0, null]);
});
