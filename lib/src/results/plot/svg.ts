import type { Chart } from "./chart.ts";
import { marksOf, pointsAtMost, px } from "./marks.ts";
import { colourOf } from "./palette.ts";
import { bandScale, numberScale, type Scale } from "./scale.ts";

const size = { width: 640, height: 360 };
const ink = "#333333";
const faint = "#dddddd";

/** A chart as an SVG image of 640 x 360 pixels on white, with axes, units and legend; needs nothing outside itself. */
export function chartSvg(chart: Chart): string {
  const legend = legendOf(chart);
  const notes = notesOf(chart);
  const box = {
    left: 70,
    right: size.width - 16 - legend.width,
    top: 16,
    bottom: size.height - 52 - notes.length * 16,
  };
  const values = valueRange(chart);
  const y = numberScale(values.min, values.max, box.bottom, box.top);
  const x = xScale(chart, box.left, box.right);
  const middle = (box.left + box.right) / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="${ink}" role="img">`,
    `<title>${escaped(`${chart.yLabel} against ${chart.xLabel}`)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...y.ticks.map((tick) => yTick(tick, box.left, box.right)),
    marksOf(chart, x, y),
    `<path d="M${box.left} ${box.top}V${box.bottom}H${px(box.right)}" fill="none" stroke="${ink}"/>`,
    ...x.ticks.map((tick) => xTick(tick, box.bottom)),
    text(middle, box.bottom + 40, chart.xLabel, `text-anchor="middle" font-size="13"`),
    text(
      0,
      0,
      chart.yLabel,
      `text-anchor="middle" font-size="13" transform="translate(18 ${px((box.top + box.bottom) / 2)}) rotate(-90)"`,
    ),
    legend.svg(box.right + 16, box.top),
    ...notes.map((note, i) => text(box.left, box.bottom + 60 + i * 16, note, `font-size="11" fill="#666666"`)),
    "</svg>",
  ].join("");
}

function xScale(chart: Chart, from: number, to: number): Scale {
  if ("categories" in chart && chart.categories !== null) return bandScale(chart.categories, from, to);
  const values = chart.kind === "scatter" ? roomy(chart.series.flatMap((s) => s.x)) : null;
  const { min, max } = values ?? rangeOf(chart.kind === "histogram" ? chart.edges : []);
  return numberScale(min, max, from, to);
}

/** The range of the vertical axis; bars and counts stand on zero. */
function valueRange(chart: Chart): { min: number; max: number } {
  switch (chart.kind) {
    case "bar":
      return rangeOf([0, ...chart.series.flatMap(({ y }) => y.filter((value) => value !== null))]);
    case "histogram":
      return rangeOf([0, ...chart.series.flatMap(({ counts }) => counts)]);
    case "scatter":
      return roomy(chart.series.flatMap(({ y }) => y));
    case "box":
      return roomy(
        chart.series.flatMap(({ boxes }) => boxes.flatMap((box) => (box ? [...box.whiskers, ...box.outliers] : []))),
      );
  }
}

function rangeOf(values: readonly number[]): { min: number; max: number } {
  return values.reduce<{ min: number; max: number }>(
    ({ min, max }, value) => ({ min: Math.min(min, value), max: Math.max(max, value) }),
    { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY },
  );
}

/** A range with room on both sides, so that no point lies on the frame. */
function roomy(values: readonly number[]): { min: number; max: number } {
  const { min, max } = rangeOf(values);
  const room = (max - min) * 0.04;
  return { min: min - room, max: max + room };
}

function yTick(tick: Scale["ticks"][number], left: number, right: number): string {
  const at = px(tick.at);
  const grid = `<line x1="${left}" x2="${px(right)}" y1="${at}" y2="${at}" stroke="${faint}"/>`;
  return grid + text(left - 8, tick.at + 4, tick.label, `text-anchor="end"`);
}

function xTick(tick: Scale["ticks"][number], bottom: number): string {
  const at = px(tick.at);
  const mark = `<line x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 5}" stroke="${ink}"/>`;
  return mark + text(tick.at, bottom + 19, tick.label, `text-anchor="middle"`);
}

function legendOf(chart: Chart): { readonly width: number; readonly svg: (left: number, top: number) => string } {
  const { legend, series } = chart;
  if (legend === null) return { width: 0, svg: () => "" };
  const longest = [legend, ...series.map(({ name }) => name)].reduce(
    (length, name) => Math.max(length, name.length),
    0,
  );
  const svg = (left: number, top: number) =>
    [
      text(left, top + 12, legend, `font-weight="bold"`),
      ...series.map(({ name }, i) => {
        const at = top + 22 + i * 18;
        return `<rect x="${px(left)}" y="${at}" width="11" height="11" fill="${colourOf(i)}"/>${text(left + 17, at + 10, name)}`;
      }),
    ].join("");
  return { width: Math.min(200, longest * 7 + 36), svg };
}

function notesOf(chart: Chart): readonly string[] {
  const total = chart.kind === "scatter" ? chart.series.reduce((sum, { x }) => sum + x.length, 0) : 0;
  if (total <= pointsAtMost) return chart.notes;
  const every = Math.ceil(total / pointsAtMost);
  return [...chart.notes, `${total} points; this still image shows one in ${every}`];
}

function text(x: number, y: number, content: string, attributes = ""): string {
  return `<text x="${px(x)}" y="${px(y)}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
