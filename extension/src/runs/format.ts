import type { RunOutput } from "titer/protocol";
import type { Well } from "./parse.ts";

/** A share as a whole percentage, rounded down so that 100 % means done. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}

/** Seconds as people read them: `4.2 s`, `3 min 20 s`, `2 h 05 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** What happened so far in a line: time, wells, failures, what computes. */
export function summary(run: RunOutput): string {
  const count = (state: Well["state"]) => run.wells.filter((well) => well.state === state).length;
  const [done, failed] = [count("done"), count("failed")];
  const parts = [
    duration(run.seconds),
    `${done} of ${run.wells.length} ${run.wells.length === 1 ? "well" : "wells"} done`,
  ];
  if (failed > 0) parts.push(`${failed} failed`);
  if (run.kernels !== "") parts.push(run.kernels);
  return parts.join(" \u00b7 ");
}

/** A well in words. */
export function wellSentence(well: Well): string {
  const step = well.step === "" || well.state === "done" ? "" : `, ${well.step}`;
  const share = well.state === "running" ? ` ${percent(well.progress)}` : "";
  return `${well.well}: ${well.state}${share}${step}${well.error === undefined ? "" : `. ${well.error.split("\n", 1)[0]}`}`;
}

/** Row (from 0) and column (from 1) of a well name such as `B03` or `AA12`; null for any other name. */
export function positionOf(well: string): { readonly row: number; readonly column: number } | null {
  const found = /^([A-Z]{1,2})(\d{1,2})$/.exec(well);
  if (found === null) return null;
  const row = [...found[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row, column: Number(found[2]) };
}

/** The letters of a row (from 0): `A`, `B`, ..., `AA`, ... */
export function rowName(row: number): string {
  return row < 26 ? String.fromCharCode(65 + row) : rowName(Math.floor(row / 26) - 1) + rowName(row % 26);
}
