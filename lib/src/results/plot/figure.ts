import { TiterError } from "../../errors.ts";
import { type Displayable, displaySymbol, type MimeBundle } from "../../protocol/display.ts";
import type { Chart } from "./chart.ts";
import { chartOfFigure } from "./chartOfFigure.ts";
import { plotlyMime } from "./plot.ts";
import { chartSvg } from "./svg.ts";
import { chartText } from "./text.ts";

/** A plotly figure of one's own (https://plotly.com/javascript/reference/). */
export interface FigureParts {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

/**
 * Shows a plotly figure of one's own. Bars, points, histograms and boxes are also drawn as a still picture for readers
 * without a kernel; for other figures the text says that there is none.
 *
 * @throws TiterError `BAD_FIGURE` when `data` is no list of traces
 *
 * @example
 * ```ts
 * figure({ data: [{ type: "bar", x: ["A01", "A02"], y: [4, 9] }], layout: { yaxis: { title: { text: "cells" } } } });
 * ```
 */
export function figure({ data, layout = {}, config = {} }: FigureParts): Displayable {
  if (!Array.isArray(data)) {
    throw new TiterError("BAD_FIGURE", {
      what: "a figure needs a list of traces",
      where: { field: "data" },
      todo: 'Give data: [{ type: "scatter", x, y }], as plotly has it.',
    });
  }
  const interactive = { [plotlyMime]: { data, layout, config } };
  const chart = chartOfFigure({ data, layout });
  const bundle: MimeBundle = {
    ...interactive,
    ...("kind" in chart ? still(chart) : { "text/plain": noStill(data, chart.why) }),
  };
  return { [displaySymbol]: () => bundle };
}

function still(chart: Chart): MimeBundle {
  return { "image/svg+xml": chartSvg(chart), "text/plain": chartText(chart) };
}

function noStill(data: FigureParts["data"], why: string): string {
  const kinds = data.map((trace) => String(trace.type ?? "scatter"));
  return `Plotly figure (${kinds.join(", ")}). No still picture: ${why}. Run the notebook in JupyterLab to see it.`;
}
