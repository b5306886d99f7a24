import type { PlateIndex } from "../microscopes/plateIndex.ts";
import { type MimeBundle, type ValueOutput, valueMime } from "../protocol/display.ts";
import { plateMosaic } from "./plateMosaic.ts";

/** Most names of a kind that a summary lists. */
const listed = 12;

/** A plate's summary for a notebook: data, text, an HTML table with small images of some wells, and these as a PNG. */
export function plateBundle(index: PlateIndex): MimeBundle {
  const rows = plateFacts(index);
  const width = Math.max(...rows.map(([name]) => name.length));
  const text = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th style="text-align:left">${escapeHtml(name)}</th><td style="text-align:left">${escapeHtml(value)}</td></tr>`,
  );
  const title = `Plate ${index.name}`;
  const output: ValueOutput = { version: 1, kind: "plate", title, notes: [], head: ["fact", "value"], rows };
  const table = { [valueMime]: output, "text/plain": text };
  const html = `<table>${cells.join("")}</table>`;
  const mosaic = plateMosaic(index);
  if (!mosaic) return { ...table, "text/html": html };
  const png = mosaic.png.toString("base64");
  const { caption } = mosaic;
  const size = `width="${mosaic.width}" height="${mosaic.height}"`;
  const image = `<img src="data:image/png;base64,${png}" ${size} alt="${escapeHtml(caption)}">`;
  return { ...table, "text/html": `${html}<p>${image}<br>${escapeHtml(caption)}</p>`, "image/png": png };
}

/** What a user wants to know of a plate, as name and value. */
export function plateFacts(index: PlateIndex): (readonly [name: string, value: string])[] {
  const { wells, sites, channels, zPlanes, timepoints, shape, pixelSizeUm, missing, problems, grid } = index;
  const planes = wells.reduce((sum, well) => sum + well.planes.length, 0);
  return [
    ["plate", index.name],
    ["format", index.format],
    ["wells", some(wells.map(({ well }) => well))],
    ["sites", `${sites.length}${grid === null ? "" : ` (${grid.rows} x ${grid.columns})`}`],
    ["channels", some(channels.map(({ id, name }) => `${id} ${name}`))],
    ["z planes", String(zPlanes.length)],
    ["timepoints", String(timepoints.length)],
    ["images", `${planes} of ${shape.x} x ${shape.y} ${index.dtype}`],
    ["pixel size", pixelSizeUm === null ? "unknown" : `${Number(pixelSizeUm.toPrecision(6))} µm`],
    ["missing", missing.length === 0 ? "nothing" : `${missing.length} images`],
    ["problems", problems.length === 0 ? "none" : some(problems.map(({ message, path }) => `${message} (${path})`))],
  ];
}

function some(names: readonly string[]): string {
  const more = names.length > listed ? `, ... (${names.length})` : "";
  return `${names.slice(0, listed).join(", ")}${more}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
