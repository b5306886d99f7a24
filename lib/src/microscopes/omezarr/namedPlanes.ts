import type { PlaneId } from "../../components/components.ts";
import { baseName } from "../../files/names.ts";
import type { Field } from "../../files/zarr/field.ts";
import type { ImageAxes } from "../../files/zarr/multiscale.ts";
import { pageOf } from "../../files/zarr/readPlane.ts";
import { parseImageXpress } from "../imagexpress/fileName.ts";
import { parsePhenix } from "../operaphenix/fileName.ts";

/** Where OpenHCS keeps the names of an array's planes: version 0.5, then 0.8. */
const maps = ["openhcs_filename_map", "polystore_filename_map"] as const;

/** A plane of an array that has a name, and with it its components. */
export interface NamedPlane {
  readonly id: PlaneId;
  readonly page: number;
}

/**
 * The planes of an array of OpenHCS: a list of names, each with its place along the axes before y and x. Empty for other writers.
 *
 * @throws `STORE_DAMAGED` when a place is not in the array.
 */
export function namedPlanes(attributes: Field, axes: ImageAxes): NamedPlane[] {
  const map = maps.map((name) => attributes.at(name)).find((field) => field.exists);
  const others = axes.array.shape.flatMap((_, axis) => (axis === axes.y || axis === axes.x ? [] : [axis]));
  return (map?.entries() ?? []).flatMap(([name, field]) => {
    const id = idOf(name);
    if (!id) return [];
    const numbers = field.list().map((number) => number.whole(0));
    const inside = numbers.every((number, i) => number < (axes.array.shape[others[i] ?? -1] ?? 0));
    if (numbers.length !== others.length || !inside) throw field.bad(`a place in an array of ${axes.array.shape}`);
    const place = new Map(others.map((axis, i) => [axis, numbers[i] as number]));
    return [{ id, page: pageOf(axes, place) }];
  });
}

function idOf(path: string): PlaneId | undefined {
  const name = parseImageXpress(baseName(path));
  if (!name) return parsePhenix(baseName(path))?.id;
  const { site = 1, channel = 1, z = 1, timepoint = 1 } = name;
  return { site, channel, z, timepoint };
}
