import { colourAt, colourScale } from "./colours.ts";
import type { PlateLayout } from "./layout.ts";

const head = { left: 34, top: 24 };
const plateWidth = 560;
const ink = "#333333";

/** A heat map as an SVG image on white, with a scale on its right; wells without a value are crossed out. */
export function heatMapSvg({ rows, columns, values }: PlateLayout, label: string, title: string): string {
  const size = Math.min(48, plateWidth / columns.length);
  const top = head.top + (title === "" ? 0 : 24);
  const [right, bottom] = [head.left + size * columns.length, top + size * rows.length];
  const present = values.flat().filter((value) => value !== null);
  const min = present.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const max = present.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const [width, height] = [right + 110, Math.max(bottom, top + 110) + 12];
  const font = Math.max(6, Math.min(12, size * 0.6));
  const wells = rows.flatMap((row, y) =>
    columns.map((column, x) => {
      const value = values[y]?.[x] ?? null;
      const place = { x: head.left + x * size, y: top + y * size, size: size - 1 };
      return value === null
        ? absent(place)
        : well(place, max > min ? (value - min) / (max - min) : 0.5, row + column.padStart(2, "0"), value);
    }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" font-family="Helvetica, Arial, sans-serif" font-size="${px(font)}" fill="${ink}" role="img">`,
    `<title>${escaped(`${title === "" ? "Plate" : title}: ${label}`)}</title>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...(title === "" ? [] : [text(head.left, 18, title, "start", 14)]),
    ...columns.map((name, x) => text(head.left + (x + 0.5) * size, top - 6, name, "middle", font)),
    ...rows.map((name, y) => text(head.left - 6, top + (y + 0.5) * size + font / 3, name, "end", font)),
    ...wells,
    ...(present.length === 0 ? [] : scale(right + 20, top, min, max, label)),
    "</svg>",
  ].join("");
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

function well({ x, y, size }: Place, colour: number, name: string, value: number): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(size)}" height="${px(size)}" fill="${colourAt(colour)}"><title>${name}: ${value}</title></rect>`;
}

function absent({ x, y, size }: Place): string {
  const box = `<rect x="${px(x)}" y="${px(y)}" width="${px(size)}" height="${px(size)}" fill="#f4f4f4"/>`;
  return `${box}<path d="M${px(x)} ${px(y)}l${px(size)} ${px(size)}" stroke="#d0d0d0"/>`;
}

function scale(x: number, top: number, min: number, max: number, label: string): string[] {
  const step = 100 / colourScale.length;
  const bars = colourScale.map(
    (colour, i) =>
      `<rect x="${px(x)}" y="${px(top + 100 - (i + 1) * step)}" width="14" height="${px(step + 0.5)}" fill="${colour}"/>`,
  );
  const short = (value: number) => String(Number(value.toPrecision(4)));
  return [
    ...bars,
    text(x + 20, top + 9, short(max), "start", 11),
    text(x + 20, top + 100, short(min), "start", 11),
    text(x, top - 8, label, "start", 11),
  ];
}

function text(x: number, y: number, content: string, anchor: string, size: number): string {
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}" font-size="${px(size)}">${escaped(content)}</text>`;
}

function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
