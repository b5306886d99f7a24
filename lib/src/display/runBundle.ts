import { type MimeBundle, type RunOutput, runMime } from "../protocol/display.ts";

const linesAtMost = 24;

/**
 * A run for a notebook: its state for the progress display of the JupyterLab extension and as text for readers without it.
 * Send it again with every change (`update_display_data`), so that a saved notebook holds the last state. Text is the only
 * fallback on purpose: it reads well everywhere, and a second, richer one would be sent again with every update.
 *
 * @example
 * ```ts
 * displayHost()?.display(runBundle(output), { id: output.runId, update: true });
 * ```
 */
export function runBundle(output: RunOutput): MimeBundle {
  return { [runMime]: output, "text/plain": runText(output) };
}

/** The state in a line, then a line per well; on large plates only wells that failed and a count of the others. */
function runText(output: RunOutput): string {
  const percent = `${Math.floor(output.progress * 100)} %`;
  const facts = [output.state, percent, `${output.seconds.toFixed(1)} s`, output.kernels].filter((fact) => fact !== "");
  const failed = output.wells.filter((well) => well.state === "failed");
  const small = output.wells.length <= linesAtMost;
  return [
    `Run of ${output.plate}: ${facts.join(", ")}`,
    ...(small ? output.wells : failed).map(wellText),
    ...(small ? [] : [`  ${output.wells.length} wells: ${countsText(output)}`]),
    ...(output.output === "" ? [] : [`Results: ${output.output}`]),
  ].join("\n");
}

function wellText(well: RunOutput["wells"][number]): string {
  const percent = `${Math.floor(well.progress * 100)} %`.padStart(5);
  const step = well.step === "" ? "" : `  ${well.step}`;
  return `  ${well.well}  ${well.state.padEnd(7)} ${percent}${step}${well.error === undefined ? "" : `: ${well.error}`}`;
}

function countsText(output: RunOutput): string {
  return (["done", "failed", "running", "waiting"] as const)
    .map((state) => [output.wells.filter((well) => well.state === state).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state}`)
    .join(", ");
}
