import type { Chart } from "./chart.ts";

const rowsAtMost = 30;

/** A plot in words: what is drawn against what, and the numbers as far as they fit. */
export function chartText(chart: Chart): string {
  const named = chart.legend === null ? "" : `, coloured by ${chart.legend}`;
  const lines = numbersOf(chart);
  const shown =
    lines.length > rowsAtMost ? [...lines.slice(0, rowsAtMost), `  ... ${lines.length} lines in all`] : lines;
  return [`${chart.kind} plot of ${chart.yLabel} against ${chart.xLabel}${named}`, ...shown, ...chart.notes].join("\n");
}

function numbersOf(chart: Chart): string[] {
  switch (chart.kind) {
    case "bar":
      return chart.series.flatMap(({ name, y }) =>
        chart.categories.map((category, i) => line([name, category], y[i] ?? null)),
      );
    case "box":
      return chart.series.flatMap(({ name, boxes }) =>
        chart.categories.map((category, i) => line([name, category, "median"], boxes[i]?.quartiles[1] ?? null)),
      );
    case "histogram":
      return chart.series.flatMap(({ name, counts }) =>
        counts.map((count, i) => line([name, `${number(chart.edges[i]!)} to ${number(chart.edges[i + 1]!)}`], count)),
      );
    case "scatter":
      return chart.series.map(({ name, x }) => line([name, "points"], x.length));
  }
}

function line(names: readonly string[], value: number | null): string {
  return `  ${names.filter((name) => name !== "").join(" ")}: ${value === null ? "no value" : number(value)}`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}
