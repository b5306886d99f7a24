import type { Dtype } from "../../image/dtype.ts";
import { compareNatural } from "../names.ts";
import { arrayPath, chunkGrid, levelLayout, type StoreLayout, type StoreWell } from "./layout.ts";

/** Display colours of channels that have none of their own, in turn: blue, green, red, magenta, cyan, yellow. */
const palette = ["0000FF", "00FF00", "FF0000", "FF00FF", "00FFFF", "FFFF00"] as const;

const largest: Readonly<Record<Dtype, number>> = {
  uint8: 255,
  uint16: 65535,
  int32: 2147483647,
  uint32: 4294967295,
  float32: 1,
};

/** Row letters in plate order: Z before AA. */
function compareRows(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * All `zarr.json` documents of an OME-Zarr 0.5 plate, by path relative to the store; the plate's own comes last.
 * Source: the NGFF 0.5 specification, sections plate, well, multiscales and omero.
 */
export function storeDocuments(layout: StoreLayout, wells: readonly StoreWell[], name: string): Map<string, unknown> {
  const documents = new Map<string, unknown>();
  const rows = [...new Set(wells.map(({ row }) => row))].sort(compareRows);
  const columns = [...new Set(wells.map(({ column }) => column))].sort(compareNatural);
  for (const row of rows) documents.set(`${row}/zarr.json`, group({}));
  for (const well of wells) {
    const images = layout.sites.map((_, i) => ({ path: String(i) }));
    documents.set(`${well.row}/${well.column}/zarr.json`, group({ ome: { version: "0.5", well: { images } } }));
    layout.sites.forEach((site, i) => {
      documents.set(`${well.row}/${well.column}/${i}/zarr.json`, group(imageAttributes(layout, well, site)));
      for (let level = 0; level < layout.levels; level++) {
        documents.set(`${arrayPath(layout, well, site, level)}/zarr.json`, arrayDocument(levelLayout(layout, level)));
      }
    });
  }
  const plate = {
    name,
    rows: rows.map((row) => ({ name: row })),
    columns: columns.map((column) => ({ name: column })),
    wells: wells.map(({ row, column }) => ({
      path: `${row}/${column}`,
      rowIndex: rows.indexOf(row),
      columnIndex: columns.indexOf(column),
    })),
    field_count: layout.sites.length,
  };
  documents.set("zarr.json", group({ ome: { version: "0.5", plate } }));
  return documents;
}

function group(attributes: object): object {
  return { zarr_format: 3, node_type: "group", attributes };
}

function imageAttributes(layout: StoreLayout, well: StoreWell, site: number): object {
  const size = layout.pixelSizeUm;
  const unit = size === null ? {} : { unit: "micrometer" };
  const position = layout.positions.find((candidate) => candidate.site === site);
  const multiscales = [
    {
      name: `${well.well} site ${site}`,
      axes: [
        { name: "t", type: "time" },
        { name: "c", type: "channel" },
        { name: "z", type: "space" },
        { name: "y", type: "space", ...unit },
        { name: "x", type: "space", ...unit },
      ],
      datasets: Array.from({ length: layout.levels }, (_, level) => ({
        path: String(level),
        coordinateTransformations: transformations(layout, level, position),
      })),
      ...(layout.levels > 1 ? { type: "mean of 2 x 2 pixels" } : {}),
    },
  ];
  const max = largest[layout.dtype];
  const channels = layout.channels.map(({ name, color }, i) => ({
    label: name,
    color: color ?? palette[i % palette.length],
    active: true,
    window: { min: 0, max, start: 0, end: max },
  }));
  return {
    ome: { version: "0.5", multiscales, omero: { channels } },
    titer: { well: well.well, site, channels: layout.channels.map(({ id }) => id) },
  };
}

/** Scale of a level, and where the centre of its first pixel lies relative to the well, or to the image where no position is known. */
function transformations(
  { shape, pixelSizeUm }: StoreLayout,
  level: number,
  position: { readonly y: number; readonly x: number } | undefined,
): object[] {
  const size = pixelSizeUm ?? 1;
  const pixel = size * 2 ** level;
  const scale = { type: "scale", scale: [1, 1, 1, pixel, pixel] };
  const known = pixelSizeUm !== null && position !== undefined;
  if (!known && level === 0) return [scale];
  const shift = (pixel - size) / 2;
  const y = (known ? position.y - ((shape.y - 1) / 2) * size : 0) + shift;
  const x = (known ? position.x - ((shape.x - 1) / 2) * size : 0) + shift;
  return [scale, { type: "translation", translation: [0, 0, 0, y, x] }];
}

function arrayDocument(layout: StoreLayout): object {
  const { shape, innerChunk, dtype } = layout;
  const { rows, columns } = chunkGrid(layout);
  const bytes = { name: "bytes", configuration: { endian: "little" } };
  return {
    zarr_format: 3,
    node_type: "array",
    shape: [shape.t, shape.c, shape.z, shape.y, shape.x],
    data_type: dtype,
    chunk_grid: {
      name: "regular",
      configuration: { chunk_shape: [1, 1, 1, rows * innerChunk.y, columns * innerChunk.x] },
    },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: 0,
    codecs: [
      {
        name: "sharding_indexed",
        configuration: {
          chunk_shape: [1, 1, 1, innerChunk.y, innerChunk.x],
          codecs: [bytes],
          index_codecs: [bytes, { name: "crc32c" }],
          index_location: "end",
        },
      },
    ],
    dimension_names: ["t", "c", "z", "y", "x"],
    attributes: {},
  };
}
