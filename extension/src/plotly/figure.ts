/** A plotly figure as a notebook holds it. */
export interface Figure {
  readonly data: readonly object[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * A figure from an output's content.
 *
 * @throws Error with a sentence for the reader when it is none
 */
export function parseFigure(content: unknown): Figure {
  const { data, layout = {}, config = {} } = (content ?? {}) as Partial<Figure>;
  const isList = Array.isArray(data) && data.every((trace) => typeof trace === "object" && trace !== null);
  if (isList && isRecord(layout) && isRecord(config)) return { data, layout, config };
  throw new Error("This plot is damaged: it is no plotly figure. Run the cell again.");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A layout in the colours of the page, except for what it sets itself. */
export function inColours(layout: Figure["layout"], ink: string, line: string): Figure["layout"] {
  const font = isRecord(layout.font) ? layout.font : {};
  const axis = (name: string) => {
    const own = isRecord(layout[name]) ? layout[name] : {};
    return { gridcolor: line, zerolinecolor: line, linecolor: ink, tickcolor: ink, ...own };
  };
  return {
    ...layout,
    paper_bgcolor: layout.paper_bgcolor ?? "rgba(0, 0, 0, 0)",
    plot_bgcolor: layout.plot_bgcolor ?? "rgba(0, 0, 0, 0)",
    font: { color: ink, ...font },
    xaxis: axis("xaxis"),
    yaxis: axis("yaxis"),
  };
}
