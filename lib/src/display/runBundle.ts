import { type MimeBundle, type RunOutput, runMime } from "../protocol/display.ts";
import { tableHtml } from "./tableBundle.ts";

const linesAtMost = 24;

/**
 * A run for a notebook: its state for the progress display of the JupyterLab extension and, for readers without it, as text and,
 * once it has ended, as an HTML table. Send it again with every change (`update_display_data`), so that a saved notebook holds
 * the last state; while the run goes on, the text keeps these messages small.
 *
 * @example
 * ```ts
 * displayHost()?.display(runBundle(output), { id: output.runId, update: true });
 * ```
 */
export function runBundle(output: RunOutput): MimeBundle {
  const goesOn = ["queued", "running", "paused"].includes(output.state);
  return { [runMime]: output, ...(goesOn ? {} : { "text/html": runHtml(output) }), "text/plain": runText(output) };
}

/** The state in a line, then a line per well; on large plates only wells that failed and a count of the others. */
function runText(output: RunOutput): string {
  return [headline(output), ...wellsOf(output).map(wellText), ...footOf(output)].join("\n");
}

function runHtml(output: RunOutput): string {
  const rows = wellsOf(output).map((well) => [
    well.well,
    well.state,
    percent(well.progress),
    well.step,
    well.error ?? "",
  ]);
  const head = ["well", "state", "progress", "step", "error"];
  return tableHtml({ title: headline(output), notes: footOf(output), head, rows });
}

function headline({ plate, state, progress, seconds, kernels }: RunOutput): string {
  const facts = [state, percent(progress), `${seconds.toFixed(1)} s`, kernels].filter((fact) => fact !== "");
  return `Run of ${plate}: ${facts.join(", ")}`;
}

function wellsOf({ wells }: RunOutput): RunOutput["wells"] {
  return wells.length <= linesAtMost ? wells : wells.filter((well) => well.state === "failed");
}

function footOf(output: RunOutput): string[] {
  return [
    ...(output.wells.length <= linesAtMost ? [] : [`${output.wells.length} wells: ${countsText(output)}`]),
    ...(output.output === "" ? [] : [`Results: ${output.output}`]),
  ];
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

function wellText(well: RunOutput["wells"][number]): string {
  const step = well.step === "" ? "" : `  ${well.step}`;
  return `  ${well.well}  ${well.state.padEnd(7)} ${percent(well.progress).padStart(5)}${step}${well.error === undefined ? "" : `: ${well.error}`}`;
}

function countsText(output: RunOutput): string {
  return (["done", "failed", "running", "waiting"] as const)
    .map((state) => [output.wells.filter((well) => well.state === state).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state}`)
    .join(", ");
}
