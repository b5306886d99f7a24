import type { ZarrArray } from "./array.ts";
import { damagedStore, type Field, unsupportedStore } from "./field.ts";
import type { ArrayImage } from "./readPlane.ts";

/** One level of an image. */
export interface Level {
  /** Relative to the image. */
  readonly path: string;
  /** One number per axis; 1 and 0 where nothing is said. */
  readonly scale: readonly number[];
  readonly translation: readonly number[];
}

/** The first image of a group's `multiscales`. */
export interface Multiscale {
  readonly axes: readonly { readonly name: string; readonly unit: string | undefined }[];
  /** From the finest on. */
  readonly levels: readonly Level[];
}

/** The metadata of OME in a group's document: below `attributes.ome` in `zarr.json` (0.5), at the top of `.zattrs` (0.4 and older). */
export function omeAttributes(document: Field): Field {
  const inside = document.at("attributes", "ome");
  return inside.exists ? inside : document;
}

/** Axes of images whose metadata name none: versions before 0.3. */
const oldAxes = ["t", "c", "z", "y", "x"];

/**
 * Reads `multiscales` of NGFF 0.1 to 0.5, whatever the order of the axes and the names of the levels.
 *
 * @throws `STORE_DAMAGED`.
 */
export function parseMultiscale(attributes: Field): Multiscale {
  const [multiscale] = attributes.at("multiscales").list();
  if (!multiscale) throw attributes.at("multiscales").bad("a list with an image");
  const named = multiscale.at("axes");
  const axes = named.exists
    ? named.list().map((axis) => ({
        name: typeof axis.value === "string" ? axis.value : axis.at("name").text(),
        unit: axis.at("unit").textOr(undefined),
      }))
    : oldAxes.map((name) => ({ name, unit: undefined }));
  const whole = multiscale.at("coordinateTransformations").listOrNone();
  const levels = multiscale
    .at("datasets")
    .list()
    .map((level): Level => {
      const steps = [...level.at("coordinateTransformations").listOrNone(), ...whole];
      return { path: level.at("path").innerPath(), ...transformation(steps, axes.length) };
    });
  if (levels.length === 0) throw multiscale.at("datasets").bad("a list with a level");
  return { axes, levels };
}

/** All transformations as one: first scaled, then moved. */
function transformation(steps: readonly Field[], count: number): Omit<Level, "path"> {
  let scale = Array.from({ length: count }, () => 1);
  let translation = Array.from({ length: count }, () => 0);
  for (const step of steps) {
    const kind = step.at("type").text();
    if (kind !== "scale" && kind !== "translation") continue; // the identity; others do not exist in these versions
    const values = step
      .at(kind)
      .list()
      .map((entry) => entry.number());
    if (values.length !== count) throw step.at(kind).bad(`a list of ${count} numbers`);
    const value = (axis: number) => values[axis] as number;
    if (kind === "scale") scale = scale.map((before, axis) => before * value(axis));
    translation = translation.map((before, axis) => (kind === "scale" ? before * value(axis) : before + value(axis)));
  }
  return { scale, translation };
}

/** Which axis of an image is which; undefined where the image has none. */
export interface ImageAxes extends ArrayImage {
  readonly t: number | undefined;
  readonly c: number | undefined;
  readonly z: number | undefined;
  /** Sites in one array, as OpenHCS 0.5 has them; no axis of NGFF. */
  readonly field: number | undefined;
}

/**
 * Matches the axes of an image with its array.
 *
 * @param file - for messages.
 * @throws `STORE_DAMAGED`, `STORE_UNSUPPORTED` for axes of another kind that have a length.
 */
export function imageAxes({ axes }: Multiscale, array: ZarrArray, file: string): ImageAxes {
  if (array.shape.length !== axes.length) {
    throw damagedStore(file, `the image has ${axes.length} axes and its array ${array.shape.length}`);
  }
  const find = (name: string) => {
    const at = axes.findIndex((axis) => axis.name.toLowerCase() === name);
    return at < 0 ? undefined : at;
  };
  const [y, x] = [find("y"), find("x")];
  if (y === undefined || x === undefined) throw damagedStore(file, "the image has no axes y and x");
  const known = ["t", "c", "z", "y", "x", "field"];
  const other = axes.find(({ name }, axis) => !known.includes(name.toLowerCase()) && array.shape[axis] !== 1);
  if (other) throw unsupportedStore(file, `an axis "${other.name}"`);
  return { array, y, x, t: find("t"), c: find("c"), z: find("z"), field: find("field") };
}
