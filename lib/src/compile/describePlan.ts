import { bytesOf } from "../image/dtype.ts";
import { type MimeBundle, type ValueOutput, valueMime } from "../protocol/display.ts";
import { joinPath } from "./absolutePath.ts";
import { type Plan, type PlannedFunction, type PlannedSchedule, type PlannedStep, rootOf, wellsOf } from "./plan.ts";

/**
 * How a plan shows itself in a notebook: its steps as a table, with calls and planes of one well, and where results go;
 * as data, text and HTML.
 */
export function describePlan(plan: Plan): MimeBundle {
  const head = ["step", "functions", "varies", "calls per well", "planes in", "planes out", "tables"];
  const rows = plan.steps.map((step) => stepRow(step, plan.schedules[0]));
  const title = `Plan of ${plan.plate.name}`;
  const notes = facts(plan).map(([name, value]) => `${name}: ${value}`);
  const output: ValueOutput = { version: 1, kind: "plan", title, notes, head, rows };
  return { [valueMime]: output, "text/plain": asText(plan, head, rows), "text/html": asHtml(plan, head, rows) };
}

function stepRow(step: PlannedStep, schedule: PlannedSchedule | undefined): string[] {
  const calls = schedule?.calls.filter((call) => call.step === step.index) ?? [];
  return [
    step.route ? `${step.name} (${step.route.component} ${step.route.values.join(", ")})` : step.name,
    step.functions.map(functionText).join(" -> ") || "unchanged",
    step.variableComponents.join(", "),
    String(calls.length),
    String(calls.reduce((sum, call) => sum + call.inputs.length, 0)),
    String(calls.reduce((sum, call) => sum + call.outputs.length, 0)),
    step.functions.length === 0 ? "" : step.tables.map((table) => table.name).join(", "),
  ];
}

function functionText({ id, values }: PlannedFunction): string {
  const given = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `${id}(${given.join(", ")})`;
}

function facts(plan: Plan): [string, string][] {
  const { plate, output, missing } = plan;
  const wells = new Set(plan.wells.flatMap((unit) => wellsOf(unit).map(({ well }) => well))).size;
  const { t, c, z, y, x } = output.store.shape;
  const slots = Math.max(...plan.schedules.map((schedule) => schedule.slots));
  const pixels = Math.max(...[plate.shape, ...plan.steps.map(({ size }) => size)].map(({ y, x }) => y * x));
  const megabytes = (slots * pixels * bytesOf(plate.dtype)) / 1e6;
  const unstored = only(output.store.wells.length, wells);
  return [
    [
      "plate",
      `${plate.name} (${plate.format}), ${count(wells, "well")}${plan.axis === "well" ? "" : ` in ${count(plan.wells.length, "part")} by ${plan.axis}`}, ${count(plan.numWorkers, "worker")}`,
    ],
    [
      "images",
      `${joinPath(output.root, output.store.path)}${unstored}: ${t} t, ${c} c, ${z} z, ${y} x ${x} ${output.store.dtype}`,
    ],
    ...output.checkpoints.map((store, i): [string, string] => [
      "keeps",
      `${plan.steps.find((step) => step.checkpoint === i)?.name} in ${joinPath(rootOf(output, store), store.path)}${only(store.wells.length, wells)}`,
    ]),
    ["tables", joinPath(output.root, output.results)],
    ["memory", `at most ${count(slots, "plane")} of a well at once (${megabytes.toFixed(1)} MB)`],
    ...(missing.planes.length > 0
      ? [
          [
            "missing",
            `${count(missing.planes.length, "plane")} without a file, ${missing.policy === "fill" ? "black ones instead" : "left out"}`,
          ] satisfies [string, string],
        ]
      : []),
    ["digest", plan.digest],
  ];
}

function only(kept: number, all: number): string {
  return kept < all ? ` for ${kept} of them` : "";
}

function asText(plan: Plan, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", ...facts(plan).map(([name, text]) => `${name.padEnd(7)}  ${text}`)].join("\n");
}

function asHtml(plan: Plan, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag} style="text-align:left">${escaped(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((cells) => row(cells, "td")).join("");
  const list = facts(plan).map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`);
  return `<table><thead>${row(head, "th")}</thead><tbody>${body}</tbody></table><dl>${list.join("")}</dl>`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
