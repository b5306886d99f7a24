import { isTiterError } from "../../errors.ts";
import { type Extent, isLabels, levelCount } from "../../files/zarr/layout.ts";
import { chosenLayout, tileSide } from "../../files/zarr/options.ts";
import type { Dtype } from "../../image/dtype.ts";
import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";
import type { PlannedStore } from "../plan.ts";
import type { Settings, StepSettings } from "../settings.ts";
import type { PlannedPaths } from "./paths.ts";

type Store = Omit<PlannedStore, "wells">;

/** The stores of a step: where they lie and how they are laid out; which wells they keep is decided in phase 3. */
export interface StepStores {
  readonly result: Store | null;
  readonly checkpoint: Store | null;
  readonly intermediate: Store | null;
}

/** The folder of a store, by what it is: an OME-Zarr plate ends in `.zarr`. */
export function storeName(name: string, backend: PlannedStore["backend"]): string {
  return backend === "zarr" ? `${name}.zarr` : name;
}

/** Phase 2: the layout of each store, of the result, of checkpoints, and of planes between steps. */
export function planStores(
  { axis, backends: { intermediate, materialization } }: Settings,
  paths: PlannedPaths,
  roots: readonly string[],
  flow: readonly StepFlow[],
  plate: PlateIndex,
  problems: Problem[],
): StepStores[] {
  return flow.map((step, index) => {
    const place = paths.checkpoints[index] ?? null;
    const between = step.intermediate === null || intermediate === "memory" ? null : intermediate;
    if (!step.last && place === null && between === null) return { result: null, checkpoint: null, intermediate: null };
    const layout = storeLayout(step, axis, plate, problems);
    if (materialization === "zarr" && (step.last || place)) checkFiles(step, layout, axis, problems);
    const single = { ...layout, levels: 1 };
    const root = place?.root == null ? null : roots.indexOf(place.root);
    return {
      result: step.last ? { backend: materialization, root: null, path: paths.store, ...layout } : null,
      checkpoint: place && { backend: materialization, root, path: place.path, ...single },
      // a plane is read back as soon as it was written, so it has files of its own
      intermediate: between && {
        ...{ backend: between, root: null, path: storeName(`step${index}`, between) },
        ...single,
        ...chosenLayout({ ...step.settings.zarr.options, chunkStrategy: "auto" }, layout.shape, layout.dtype),
      },
    };
  });
}

/** One image per well and site with all planes that a step makes. */
function storeLayout(
  { outputs, dtypes, size, settings }: StepFlow,
  axis: Settings["axis"],
  plate: PlateIndex,
  problems: Problem[],
): Omit<Store, "backend" | "root" | "path"> {
  const { y, x, pixelSizeUm } = size;
  const [dtype = plate.dtype, ...others] = dtypes;
  if (others.length > 0) {
    problems.push({
      code: "MIXED_DTYPES",
      step: settings.step.name,
      field: "func",
      message: `the images of one store would have several pixel types: ${[...dtypes].join(", ")}`,
      hint: "Let every route end with one pixel type.",
      value: [...dtypes],
    });
  }
  // behind another field of view, the centre of a site is not that of its image any more
  const sameView = pixelSizeUm !== null && y * pixelSizeUm === plate.shape.y * (plate.pixelSizeUm ?? 0);
  const unchanged = y === plate.shape.y && x === plate.shape.x;
  const positions = sameView || unchanged ? plate.positions : [];
  const shape = { t: outputs.timepoint.length, c: outputs.channel.length, z: outputs.z.length, y, x };
  return {
    ...layoutOf(settings, axis, shape, dtype, problems),
    dtype,
    ...(isLabels(dtype) ? { labels: settings.step.name } : {}),
    shape,
    levels: settings.zarr.pyramid ? levelCount(shape, tileSide) : 1,
    sites: outputs.site,
    channels: plate.channels.filter((channel) => outputs.channel.includes(channel.id)),
    pixelSizeUm,
    ...distance("zStepUm", plate.zStepUm, outputs.z),
    ...distance("timeStepSeconds", plate.timeStepSeconds, outputs.timepoint),
    positions: positions.filter((position) => outputs.site.includes(position.site)),
  };
}

/** The distance along an axis whose places are a whole number of the plate's steps apart, all the same. */
function distance<Name extends "zStepUm" | "timeStepSeconds">(
  name: Name,
  step: number | undefined,
  numbers: readonly number[],
): { readonly [name in Name]?: number } {
  const [first, second] = numbers;
  if (step === undefined || first === undefined || second === undefined) return {};
  const gap = second - first;
  const even = numbers.every((number, i) => number === first + i * gap);
  return even ? ({ [name]: step * gap } as { readonly [name in Name]?: number }) : {};
}

/** The axis of an image along which a component lies. */
const along = { well: undefined, site: undefined, channel: "c", z: "z", timepoint: "t" } as const;

/** A file is written by one unit of work, so it can't hold planes of several values of the axis. */
function checkFiles(
  { settings }: StepFlow,
  { file, shape }: Pick<Store, "file" | "shape">,
  axis: Settings["axis"],
  problems: Problem[],
): void {
  const name = along[axis];
  if (name === undefined || Math.min(file[name], shape[name]) === 1) return;
  problems.push({
    code: "CHUNKS_UNUSABLE",
    step: settings.step.name,
    field: "ZarrConfig.chunkStrategy",
    message: `one file would hold planes of ${file[name]} values of "${axis}", over which the work is spread`,
    hint: 'Choose chunkStrategy "auto" or "file", or another multiprocessingAxis, such as "well".',
    value: file[name],
    allowed: [1],
  });
}

/** Chunks and packing as chosen; a choice that can't be is a problem, and leaves the defaults so that the rest can be checked. */
function layoutOf(
  { step, zarr }: StepSettings,
  axis: Settings["axis"],
  shape: Extent,
  dtype: Dtype,
  problems: Problem[],
) {
  try {
    return chosenLayout({ ...zarr.options, apart: along[axis] }, shape, dtype);
  } catch (thrown) {
    if (!isTiterError(thrown)) throw thrown;
    const field = `ZarrConfig.${thrown.where.field}`;
    const known = problems.some((problem) => problem.code === thrown.code && problem.field === field);
    if (!known) {
      problems.push({ code: thrown.code, step: step.name, field, message: thrown.what, hint: thrown.todo });
    }
    return chosenLayout({}, shape, dtype);
  }
}
