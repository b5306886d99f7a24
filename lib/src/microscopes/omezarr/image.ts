import { parseArray } from "../../files/zarr/array.ts";
import { unsupportedStore } from "../../files/zarr/field.ts";
import {
  type ImageAxes,
  imageAxes,
  type Multiscale,
  omeAttributes,
  parseMultiscale,
} from "../../files/zarr/multiscale.ts";
import { placeOf, planeCount } from "../../files/zarr/readPlane.ts";
import type { Dtype } from "../../image/dtype.ts";
import type { Channel, PlaneFile } from "../plateIndex.ts";
import { namedPlanes } from "./namedPlanes.ts";
import type { Nodes } from "./nodes.ts";

/** An image of a store: its planes by channel, z and time point, and what its metadata say. */
export interface StoredImage {
  readonly site: number;
  readonly planes: readonly Pick<PlaneFile, "path" | "page" | "id">[];
  readonly shape: { readonly y: number; readonly x: number };
  readonly dtype: Dtype;
  readonly channels: readonly Channel[];
  readonly pixelSizeUm: number | null;
  readonly zStepUm: number | undefined;
  readonly timeStepSeconds: number | undefined;
  /** Centre in micrometres; undefined when the image does not say. */
  readonly centre: { readonly y: number; readonly x: number } | undefined;
}

/** Planes of one image, and bytes of one plane, above which a number must be wrong. */
const mostPlanes = 1 << 20;
const mostPixels = 2 ** 30;

/** Lengths in micrometres of the units that NGFF names and that occur. */
const micrometres: Readonly<Record<string, number>> = {
  nanometer: 1e-3,
  micrometer: 1,
  millimeter: 1e3,
  centimeter: 1e4,
  meter: 1e6,
};

/** Seconds in the units of time that occur. */
const seconds: Readonly<Record<string, number>> = { millisecond: 1e-3, second: 1, minute: 60, hour: 3600 };

/**
 * Reads the metadata of an image and of its finest level.
 *
 * @param number - the site, unless the image says another.
 * @throws `STORE_DAMAGED`, `STORE_UNSUPPORTED`.
 */
export async function readImage(nodes: Nodes, path: string, number: number): Promise<StoredImage> {
  const document = await nodes.read(path, "group");
  const attributes = omeAttributes(document);
  const multiscale = parseMultiscale(attributes);
  const [level] = multiscale.levels;
  const arrayPath = `${path}/${level?.path ?? ""}`;
  const arrayDocument = await nodes.read(arrayPath, "array");
  const array = parseArray(arrayDocument, arrayPath);
  const axes = imageAxes(multiscale, array, arrayPath);
  const shape = { y: array.shape[axes.y] as number, x: array.shape[axes.x] as number };
  if (shape.y * shape.x > mostPixels || planeCount(axes) > mostPlanes) {
    throw unsupportedStore(arrayPath, `an image of ${array.shape.join(" x ")} pixels`);
  }
  const named = namedPlanes(await nodes.attributes(arrayPath, arrayDocument), axes);
  const site = named[0]?.id.site ?? document.at("attributes", "titer", "site").numberOr(number);
  const ids = document.at("attributes", "titer", "channels").listOrNone();
  const said = attributes.at("omero", "channels").listOrNone();
  const namedIds = [...new Set(named.map(({ id }) => id.channel))].sort((a, b) => a - b);
  const channels = Array.from(
    { length: axes.c === undefined ? 1 : (array.shape[axes.c] as number) },
    (_, i): Channel => {
      const id = namedIds[i] ?? ids[i]?.whole(0) ?? i + 1;
      const color = said[i]?.at("color").textOr(undefined);
      return {
        id,
        name: said[i]?.at("label").textOr(undefined) ?? `C${id}`,
        ...(color === undefined ? {} : { color }),
      };
    },
  );
  const planes = named.map((plane) => ({ ...plane, path: arrayPath }));
  return {
    site,
    planes: planes.length > 0 ? planes : planesOf(axes, arrayPath, site, channels),
    shape,
    dtype: array.dtype,
    channels,
    zStepUm: stepOf(multiscale, axes, axes.z, micrometres),
    timeStepSeconds: stepOf(multiscale, axes, axes.t, seconds),
    ...geometry(multiscale, axes, shape),
  };
}

function planesOf(axes: ImageAxes, path: string, site: number, channels: readonly Channel[]): StoredImage["planes"] {
  return Array.from({ length: planeCount(axes) }, (_, page) => {
    const at = placeOf(axes, page);
    const place = (axis: number | undefined) => (axis === undefined ? 0 : (at[axis] as number));
    const channel = channels[place(axes.c)]?.id ?? 1;
    const field = site + place(axes.field);
    return { id: { site: field, channel, z: place(axes.z) + 1, timepoint: place(axes.t) + 1 }, path, page };
  });
}

/** The distance along an axis that has several places and a unit. */
function stepOf(
  { axes: names, levels }: Multiscale,
  { array }: ImageAxes,
  axis: number | undefined,
  units: Readonly<Record<string, number>>,
): number | undefined {
  if (axis === undefined || array.shape[axis] === 1) return undefined;
  const step = (levels[0]?.scale[axis] ?? 0) * (units[names[axis]?.unit ?? ""] ?? 0);
  return step > 0 && Number.isFinite(step) ? step : undefined;
}

/** A scale without a unit is no pixel size: writers that know none write 1. */
function geometry(
  { axes: names, levels }: Multiscale,
  { y, x }: ImageAxes,
  shape: StoredImage["shape"],
): Pick<StoredImage, "pixelSizeUm" | "centre"> {
  const { scale = [], translation = [] } = levels[0] ?? {};
  const unit = micrometres[names[x]?.unit ?? ""];
  const size = (axis: number) => (unit === undefined ? 0 : (scale[axis] as number) * unit);
  if (unit === undefined || !(size(x) > 0 && Number.isFinite(size(x)))) return { pixelSizeUm: null, centre: undefined };
  const middle = (axis: number, length: number) =>
    (translation[axis] as number) * unit + ((length - 1) / 2) * size(axis);
  return { pixelSizeUm: size(x), centre: { y: middle(y, shape.y), x: middle(x, shape.x) } };
}
