import { bytesOf, type Dtype } from "../../image/dtype.ts";
import { compareNatural } from "../names.ts";
import type { Compression } from "./compression.ts";
import {
  arrayPath,
  type Extent,
  imagePath,
  isLabels,
  labelsFolder,
  levelLayout,
  levelPath,
  type StoreLayout,
  type StoreWell,
} from "./layout.ts";
import { isSharded } from "./shard.ts";

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

/** The document that makes a store a plate; it is written last. */
export function plateDocument({ ngff }: StoreLayout): string {
  return ngff === "0.5" ? "zarr.json" : ".zattrs";
}

/**
 * All documents of an OME-Zarr plate, by path relative to the store; the plate's own comes last.
 * Source: the NGFF specification 0.4 and 0.5, sections plate, well, multiscales, omero, labels and image-label.
 *
 * Label images lie in `labels/` below their image; where they are all that was made of it, the image shows them too.
 *
 * @param provenance - what made the images, as JSON; attributes of the plate.
 */
export function storeDocuments(
  layout: StoreLayout,
  wells: readonly StoreWell[],
  name: string,
  provenance?: Readonly<Record<string, unknown>>,
): Map<string, unknown> {
  const documents = new Map<string, unknown>();
  const put = (path: string, ome: object, titer?: object) => {
    for (const [file, document] of groupDocuments(layout, ome, titer)) documents.set(join(path, file), document);
  };
  const { labels, below = false, labelNames = labels === undefined ? [] : [labels] } = layout;
  const rows = [...new Set(wells.map(({ row }) => row))].sort(compareRows);
  const columns = [...new Set(wells.map(({ column }) => column))].sort(compareNatural);
  const images = layout.sites.map((_, i) => ({ path: String(i) }));
  const channels = layout.channels.map(({ id }) => id);
  if (!below) for (const row of rows) put(row, {});
  for (const well of wells) {
    if (!below) put(`${well.row}/${well.column}`, { well: versioned(layout, { images }) });
    for (const site of layout.sites) {
      const image = imagePath(layout, well, site);
      if (!below) put(image, imageAttributes(layout, well, site), { well: well.well, site, channels });
      if (!below && labelNames.length > 0) put(`${image}/${labelsFolder}`, { labels: labelNames });
      if (labels !== undefined) put(`${image}/${labelsFolder}/${labels}`, labelAttributes(layout, well, site));
      for (let level = 0; level < layout.levels; level++) {
        const [file, document] = arrayDocument(levelLayout(layout, level));
        documents.set(join(arrayPath(layout, well, site, level), file), document);
      }
    }
  }
  if (below) return documents;
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
  put("", { plate: versioned(layout, plate) }, provenance);
  return documents;
}

function join(folder: string, file: string): string {
  return folder ? `${folder}/${file}` : file;
}

/** In NGFF 0.4 each object has the version, in 0.5 the group has it. */
function versioned({ ngff }: StoreLayout, object: object): object {
  return ngff === "0.4" ? { version: "0.4", ...object } : object;
}

function groupDocuments(
  { ngff }: StoreLayout,
  ome: object,
  titer: object | undefined,
): [file: string, document: object][] {
  const ours = titer ? { titer } : {};
  if (ngff === "0.4") {
    return [
      [".zgroup", { zarr_format: 2 }],
      [".zattrs", { ...ome, ...ours }],
    ];
  }
  const attributes = { ...(Object.keys(ome).length > 0 ? { ome: { version: "0.5", ...ome } } : {}), ...ours };
  return [["zarr.json", { zarr_format: 3, node_type: "group", attributes }]];
}

function imageAttributes(layout: StoreLayout, well: StoreWell, site: number): object {
  const max = largest[layout.dtype];
  const channels = layout.channels.map(({ name, color }, i) => ({
    label: name,
    color: color ?? palette[i % palette.length],
    active: true,
    window: { min: 0, max, start: 0, end: max },
  }));
  const path = (level: number) => levelPath(layout, level);
  return {
    multiscales: [multiscale(layout, `${well.well} site ${site}`, site, path)],
    omero: versioned(layout, { channels }),
  };
}

/** Of the group of a label image; its source is the image that `labels/` lies in. */
function labelAttributes(layout: StoreLayout, well: StoreWell, site: number): object {
  const label = { properties: [{ "label-value": 0, class: "background" }], source: { image: "../../" } };
  return {
    multiscales: [multiscale(layout, `${layout.labels} of ${well.well} site ${site}`, site, String)],
    "image-label": versioned(layout, label),
  };
}

/** @param path - of a level, relative to the group. */
function multiscale(layout: StoreLayout, name: string, site: number, path: (level: number) => string): object {
  const unit = layout.pixelSizeUm === null ? {} : { unit: "micrometer" };
  const position = layout.positions.find((candidate) => candidate.site === site);
  return versioned(layout, {
    name,
    axes: [
      { name: "t", type: "time", ...(layout.timeStepSeconds === undefined ? {} : { unit: "second" }) },
      { name: "c", type: "channel" },
      { name: "z", type: "space", ...(layout.zStepUm === undefined ? {} : { unit: "micrometer" }) },
      { name: "y", type: "space", ...unit },
      { name: "x", type: "space", ...unit },
    ],
    datasets: Array.from({ length: layout.levels }, (_, level) => ({
      path: path(level),
      coordinateTransformations: transformations(layout, level, position),
    })),
    ...(layout.levels > 1 ? { type: isLabels(layout.dtype) ? "nearest" : "mean of 2 x 2 pixels" } : {}),
  });
}

/** Scale of a level, and where the centre of its first pixel lies relative to the well, or to the image where no position is known. */
function transformations(
  { shape, pixelSizeUm, zStepUm = 1, timeStepSeconds = 1 }: StoreLayout,
  level: number,
  position: { readonly y: number; readonly x: number } | undefined,
): object[] {
  const size = pixelSizeUm ?? 1;
  const pixel = size * 2 ** level;
  const scale = { type: "scale", scale: [timeStepSeconds, 1, zStepUm, pixel, pixel] };
  const known = pixelSizeUm !== null && position !== undefined;
  if (!known && level === 0) return [scale];
  const shift = (pixel - size) / 2;
  const y = (known ? position.y - ((shape.y - 1) / 2) * size : 0) + shift;
  const x = (known ? position.x - ((shape.x - 1) / 2) * size : 0) + shift;
  return [scale, { type: "translation", translation: [0, 0, 0, y, x] }];
}

const zarrTypes: Readonly<Record<Dtype, string>> = {
  uint8: "|u1",
  uint16: "<u2",
  int32: "<i4",
  uint32: "<u4",
  float32: "<f4",
};

function arrayDocument(layout: StoreLayout): [file: string, document: object] {
  const { shape, dtype, ngff, file, compression } = layout;
  if (ngff === "0.4") {
    return [
      ".zarray",
      {
        zarr_format: 2,
        shape: lengths(shape),
        chunks: lengths(file),
        dtype: zarrTypes[dtype],
        compressor: compressor2(compression),
        filters: null,
        order: "C",
        fill_value: 0,
        dimension_separator: "/",
      },
    ];
  }
  return [
    "zarr.json",
    {
      zarr_format: 3,
      node_type: "array",
      shape: lengths(shape),
      data_type: dtype,
      chunk_grid: { name: "regular", configuration: { chunk_shape: lengths(file) } },
      chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
      fill_value: 0,
      codecs: codecs3(layout),
      dimension_names: ["t", "c", "z", "y", "x"],
      attributes: {},
    },
  ];
}

function lengths({ t, c, z, y, x }: Extent): number[] {
  return [t, c, z, y, x];
}

const bytes = { name: "bytes", configuration: { endian: "little" } };

function codecs3(layout: StoreLayout): object[] {
  const inner = [bytes, ...compressor3(layout.compression, layout.dtype)];
  if (!isSharded(layout)) return inner;
  const configuration = {
    chunk_shape: lengths(layout.chunk),
    codecs: inner,
    index_codecs: [bytes, { name: "crc32c" }],
    index_location: "end",
  };
  return [{ name: "sharding_indexed", configuration }];
}

function compressor3(compression: Compression, dtype: Dtype): object[] {
  switch (compression.codec) {
    case "none":
      return [];
    case "blosc": {
      const { inner, level, shuffle } = compression;
      const names = { none: "noshuffle", byte: "shuffle", bit: "bitshuffle" } as const;
      const typesize = bytesOf(dtype);
      return [
        {
          name: "blosc",
          configuration: { cname: inner, clevel: level, shuffle: names[shuffle], typesize, blocksize: 0 },
        },
      ];
    }
    case "zstd":
      return [{ name: "zstd", configuration: { level: compression.level, checksum: false } }];
    default:
      return [{ name: compression.codec, configuration: { level: compression.level } }];
  }
}

function compressor2(compression: Compression): object | null {
  switch (compression.codec) {
    case "none":
      return null;
    case "blosc": {
      const { inner, level, shuffle } = compression;
      return { id: "blosc", cname: inner, clevel: level, shuffle: { none: 0, byte: 1, bit: 2 }[shuffle], blocksize: 0 };
    }
    default:
      return { id: compression.codec, level: compression.level };
  }
}
