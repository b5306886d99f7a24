import type { ViewOutput } from "titer/stream";

/** What a view in a notebook begins with; every field is checked. Throws Error with a sentence for the reader. */
export function parseView(content: unknown): ViewOutput {
  const output = (typeof content === "object" ? content : null) as Partial<ViewOutput> | null;
  if (output?.version !== 1) {
    throw new Error(`This view has version ${String(output?.version)}; this Titer reads version 1. Update Titer.`);
  }
  const { title, source, mode, place } = output;
  const isSource =
    (source?.kind === "run" && typeof source.runId === "string") ||
    (source?.kind === "folder" && typeof source.path === "string");
  const fits =
    typeof title === "string" && isSource && (mode === "plane" || mode === "plate") && typeof place === "object";
  if (!fits) throw new Error("This view is damaged. Run the cell again.");
  return output as ViewOutput; // by the checks above
}
