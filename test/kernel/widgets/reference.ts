import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { python } from "../support/environment.js";
import type { KernelProcess } from "../support/kernelProcess.js";
import type { WireMessage } from "../support/wireClient.js";

/**
 * The same done with ipywidgets and with ours: `make` gives the widget that is looked at (in Python as `w = ...`), `later` does
 * something with it under the name `w`.
 */
export interface Scenario {
  readonly name: string;
  readonly python: { readonly make: string; readonly later?: string };
  readonly cell: { readonly make: string; readonly later?: string };
  /** Messages of the front end to `w`, sent at the end. */
  readonly received?: readonly { readonly data: object; readonly buffers?: readonly string[] }[];
}

/** A comm message, however it was recorded. */
export interface CommRecord {
  readonly type: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: unknown;
  readonly buffers: readonly string[];
}

/** What was sent: the widget as it was opened, with the widgets that it refers to in their places, and every later message. */
export interface Sent {
  readonly opened: unknown;
  readonly later: unknown;
}

/** What ipywidgets sends for each scenario. */
export function sentByIpywidgets(scenarios: readonly Scenario[]): Sent[] {
  const input = JSON.stringify(scenarios.map(({ python: program, received = [] }) => ({ ...program, received })));
  const script = resolve("test/kernel/widgets/reference.py");
  const output = execFileSync(python, [script], { input, maxBuffer: 1 << 26 }).toString();
  const answers = JSON.parse(output) as { opened: CommRecord[]; id: string; later: CommRecord[] }[];
  return answers.map(({ opened, id, later }) => sentOf(opened, id, later));
}

/** What our kernel sends for each scenario; those that only make a widget share one cell. */
export async function sentByKernel(kernel: KernelProcess, scenarios: readonly Scenario[]): Promise<Sent[]> {
  const lines = scenarios.map(({ cell }, i) => `const w${i} = ${cell.make}; console.log("id:" + w${i}.modelId);`);
  const cell = `import * as widgets from "@titer/kernel/widgets";\n${lines.join("\n")}`;
  const { outputs } = await kernel.client.execute(cell);
  const error = outputs.find(({ type, content }) => type === "error" || content.name === "stderr");
  if (error) throw new Error(String(error.content.evalue ?? error.content.text));
  const printed = outputs.filter(({ type }) => type === "stream").map(({ content }) => content.text);
  const ids = [...printed.join("").matchAll(/id:(\S+)/g)].map(([, id]) => id!);
  const opened = records(outputs);
  const sent: Sent[] = [];
  for (const [i, scenario] of scenarios.entries()) {
    sent.push(sentOf(opened, ids[i]!, await laterMessages(kernel, scenario, ids[i]!, i)));
  }
  return sent;
}

/** What is sent for what is done with the widget after it was made, in the kernel and in the page. */
async function laterMessages(
  { client }: KernelProcess,
  { cell, received = [] }: Scenario,
  id: string,
  place: number,
): Promise<CommRecord[]> {
  const later: WireMessage[] = [];
  if (cell.later !== undefined) {
    later.push(...(await client.execute(`{ const w = w${place}; ${cell.later} }`)).outputs);
  }
  for (const { data, buffers = [] } of received) {
    const binary = buffers.map((buffer) => Buffer.from(buffer, "base64"));
    const sent = await client.send("shell", "comm_msg", { comm_id: id, data }, { buffers: binary });
    await client.waitFor(({ parent, content }) => parent === sent && content.execution_state === "idle");
    later.push(...client.outputsOf(sent));
  }
  return records(later);
}

function records(messages: readonly WireMessage[]): CommRecord[] {
  return messages
    .filter(({ type }) => type.startsWith("comm_"))
    .map(({ type, content, metadata, buffers }) => ({
      type,
      id: String(content.comm_id),
      data: content.data as CommRecord["data"],
      metadata,
      buffers: buffers.map((buffer) => Buffer.from(buffer).toString("base64")),
    }));
}

function sentOf(opened: readonly CommRecord[], id: string, later: readonly CommRecord[]): Sent {
  const byId = new Map(opened.filter(({ type }) => type === "comm_open").map((record) => [record.id, record]));
  const spelled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spelled);
    if (typeof value === "string" && value.startsWith("IPY_MODEL_")) return tree(value.slice("IPY_MODEL_".length));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spelled(item)]));
  };
  const tree = (widget: string): unknown => {
    const record = byId.get(widget);
    if (record === undefined) return "a widget that was never opened";
    return { data: spelled(record.data), metadata: record.metadata, buffers: record.buffers };
  };
  const rest = later.map(({ type, data, buffers }) => ({ type, data: spelled(data), buffers }));
  return { opened: tree(id), later: rest };
}
