import type { MimeBundle } from "#lib/protocol/display.js";

/** One cell: its source and the outputs that were saved with it. */
export interface SavedCell {
  readonly source: string;
  readonly outputs?: readonly MimeBundle[];
}

/** The text of a notebook file (nbformat 4.5) with saved outputs. */
export function notebookText(cells: readonly SavedCell[], kernelspec?: { name: string; display_name: string }): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: kernelspec === undefined ? {} : { kernelspec },
    cells: cells.map(({ source, outputs = [] }, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      execution_count: null,
      metadata: {},
      source,
      outputs: outputs.map((data) => ({ output_type: "display_data", data, metadata: {} })),
    })),
  });
}
