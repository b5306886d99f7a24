import type { Bars, Boxes, Chart, Histogram, Scatter } from "./chart.ts";
import { colourOf } from "./palette.ts";
import type { Scale } from "./scale.ts";

/** The most points that an SVG holds; of more, every n-th is drawn. */
export const pointsAtMost = 5000;

/** The bars, points or boxes of a chart as SVG elements. */
export function marksOf(chart: Chart, x: Scale, y: Scale): string {
  switch (chart.kind) {
    case "bar":
      return bars(chart, x, y);
    case "scatter":
      return points(chart, x, y);
    case "box":
      return boxes(chart, x, y);
    case "histogram":
      return histogram(chart, x, y);
  }
}

function bars(chart: Bars, x: Scale, y: Scale): string {
  const width = (x.band * 0.76) / chart.series.length;
  return chart.series
    .map(({ y: values }, s) => {
      const rects = values.map((value, i) => {
        if (value === null) return "";
        const left = x.place(i) + (s - chart.series.length / 2) * width;
        return rect(left, y.place(0), width, y.place(value));
      });
      return `<g fill="${colourOf(s)}">${rects.join("")}</g>`;
    })
    .join("");
}

function histogram(chart: Histogram, x: Scale, y: Scale): string {
  const opacity = chart.series.length > 1 ? 0.6 : 1;
  return chart.series
    .map(({ counts }, s) => {
      const rects = counts.map((count, i) => {
        const left = x.place(chart.edges[i]!);
        return count === 0 ? "" : rect(left, y.place(0), x.place(chart.edges[i + 1]!) - left - 1, y.place(count));
      });
      return `<g fill="${colourOf(s)}" fill-opacity="${opacity}">${rects.join("")}</g>`;
    })
    .join("");
}

function points(chart: Scatter, x: Scale, y: Scale): string {
  const total = chart.series.reduce((sum, series) => sum + series.x.length, 0);
  const every = Math.ceil(total / pointsAtMost);
  const radius = total > 500 ? 2 : 3.5;
  return chart.series
    .map((series, s) => {
      const circles = series.x.map((value, i) =>
        i % every === 0 ? `<circle cx="${px(x.place(value))}" cy="${px(y.place(series.y[i]!))}" r="${radius}"/>` : "",
      );
      return `<g fill="${colourOf(s)}" fill-opacity="0.75">${circles.join("")}</g>`;
    })
    .join("");
}

function boxes(chart: Boxes, x: Scale, y: Scale): string {
  const slot = (x.band * 0.76) / chart.series.length;
  const half = Math.min(slot * 0.42, 24);
  return chart.series
    .map(({ boxes: list }, s) => {
      const drawn = list.map((box, i) => {
        if (box === null) return "";
        const middle = x.place(i) + (s + 0.5 - chart.series.length / 2) * slot;
        const [low, high] = box.whiskers.map(y.place) as [number, number];
        const [q1, median, q3] = box.quartiles.map(y.place) as [number, number, number];
        const outliers = box.outliers.map((value) => `<circle cx="${px(middle)}" cy="${px(y.place(value))}" r="2.5"/>`);
        return [
          line(middle, low, middle, q1),
          line(middle, q3, middle, high),
          line(middle - half / 2, low, middle + half / 2, low),
          line(middle - half / 2, high, middle + half / 2, high),
          `<rect x="${px(middle - half)}" y="${px(q3)}" width="${px(2 * half)}" height="${px(q1 - q3)}"/>`,
          line(middle - half, median, middle + half, median, 2.5),
          ...outliers,
        ].join("");
      });
      const colour = colourOf(s);
      return `<g stroke="${colour}" stroke-width="1.4" fill="${colour}" fill-opacity="0.3">${drawn.join("")}</g>`;
    })
    .join("");
}

/** A rectangle between two heights, whichever is above. */
function rect(left: number, base: number, width: number, top: number): string {
  const [upper, lower] = [Math.min(base, top), Math.max(base, top)];
  return `<rect x="${px(left)}" y="${px(upper)}" width="${px(Math.max(0.5, width))}" height="${px(lower - upper)}"/>`;
}

function line(x1: number, y1: number, x2: number, y2: number, width?: number): string {
  const stroke = width === undefined ? "" : ` stroke-width="${width}"`;
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"${stroke}/>`;
}

/** A length in pixels with two decimals at most. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
