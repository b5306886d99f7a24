import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { python } from "../support/environment.js";
import type { KernelProcess } from "../support/kernelProcess.js";
import type { WireMessage } from "../support/wireClient.js";

/** The same done with ipywidgets and with ours; both programs name the widget that is looked at `w`. */
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

/** What our kernel sends for a scenario. */
export async function sentByKernel({ client }: KernelProcess, { cell, received = [] }: Scenario): Promise<Sent> {
  const made = await client.execute(`${cell.make}; console.log("id:" + w.modelId);`);
  const error = made.outputs.find(({ type, content }) => type === "error" || content.name === "stderr");
  if (error) throw new Error(String(error.content.evalue ?? error.content.text));
  const printed = made.outputs.filter(({ type }) => type === "stream").map(({ content }) => content.text);
  const id = /id:(\S+)/.exec(printed.join(""))?.[1] ?? "";
  const later = cell.later === undefined ? [] : [...(await client.execute(cell.later)).outputs];
  for (const { data, buffers = [] } of received) {
    const binary = buffers.map((buffer) => Buffer.from(buffer, "base64"));
    const sent = await client.send("shell", "comm_msg", { comm_id: id, data }, { buffers: binary });
    await client.waitFor(({ parent, content }) => parent === sent && content.execution_state === "idle");
    later.push(...client.outputsOf(sent));
  }
  return sentOf(records(made.outputs), id, records(later));
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
