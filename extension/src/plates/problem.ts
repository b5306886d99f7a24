import { isTiterError, messageOf } from "titer/errors";
import type { PlateProblem } from "./plateEntry.ts";

/** Anything that was thrown as what a panel shows; problems of a pipeline are listed one by one. */
export function problemOf(thrown: unknown): PlateProblem {
  if (!isTiterError(thrown)) return { title: messageOf(thrown), todo: "", lines: [] };
  const { what, todo, where, details } = thrown;
  const place = [where.step && `step ${where.step}`, where.well && `well ${where.well}`, where.file, where.field];
  const known = place.filter((part) => part !== undefined && part !== "");
  const line = typeof details.line === "number" ? `line ${details.line}, column ${String(details.column)}: ` : "";
  const title = `${line}${what}${known.length > 0 ? ` (${known.join(", ")})` : ""}`;
  const problems = Array.isArray(details.problems) ? details.problems.map(lineOf) : [];
  return { title, todo: problems.length > 0 ? "" : todo, lines: problems };
}

/** A problem of a pipeline; its fields are looked at because they came over a comm. */
function lineOf(problem: unknown): { readonly step: string | null; readonly text: string } {
  const { step, field, well, message, hint } = (problem ?? {}) as Readonly<Record<string, unknown>>;
  const place = [well && `well ${String(well)}`, field].filter(Boolean).join(", ");
  const text = `${place ? `${place}: ` : ""}${String(message)}. ${String(hint ?? "")}`;
  return { step: typeof step === "string" ? step : null, text: text.trim() };
}
