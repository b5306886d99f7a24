import { isAbsolute } from "node:path";
import { type Plan, type PlannedCall, type PlannedSchedule, wellsOf } from "../compile/plan.ts";
import { allComponents, idKeys, planeComponents } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import {
  boolean,
  count,
  either,
  fields,
  fileName,
  type Guard,
  innerPath,
  list,
  nullable,
  number,
  oneOf,
  optional,
  record,
  string,
} from "../protocol/guards.ts";

const dtype = oneOf("uint8", "uint16", "int32", "uint32", "float32");
const memory = oneOf("cpu", "webgpu", "tfjs", "numpy", "cupy", "torch", "pyclesperanto");
const absolutePath: Guard = (value, path) => {
  if (typeof value !== "string" || !isAbsolute(value)) innerPathError(path, value);
};
const planeId = fields({
  ...Object.fromEntries(planeComponents.map((component) => [component, count])),
  wellNumber: optional(count),
});
const group = fields(Object.fromEntries(idKeys.map((key) => [key, optional(count)])));
const placed = list(fields({ slot: count, id: planeId }));

const plannedFunction = fields({
  id: string,
  version: count,
  contract: oneOf("PURE_2D", "PURE_3D", "FLEXIBLE", "VOLUMETRIC_TO_SLICE"),
  memory: fields({ input: memory, output: memory }),
  values: record(either(number, string, boolean)),
  convertTo: nullable(oneOf("uint8", "uint16", "float32")),
  source: optional(string),
});
/** The code of a function. */
export const functionSource: Guard = fields({
  imports: list(fields({ module: string, names: record(string) })),
  declarations: list(string),
  definition: string,
});
/** A plane without its pixels. */
export const planeHeader: Guard = fields({
  dtype,
  height: count,
  width: count,
  spacing: optional(fields({ y: number, x: number })),
});
const column = fields({ name: string, type: oneOf("integer", "number", "string", "boolean") });
const backend = oneOf("memory", "disk", "zarr");
const stream = fields({
  viewer: oneOf("napari", "fiji"),
  session: string,
  wells: list(string),
  persistent: boolean,
  listen: nullable(fields({ host: string, port: count })),
  replace: boolean,
  layers: list(oneOf("source", "well", "channel", "site", "z", "timepoint")),
  dimensions: optional(record(oneOf("channel", "slice", "frame"))),
  colormap: string,
  autoContrast: boolean,
  sizes: oneOf("separate_layers", "pad_to_max"),
});
const step = fields({
  index: count,
  name: fileName,
  route: nullable(fields({ component: string, values: list(count) })),
  functions: list(plannedFunction),
  convertTo: nullable(oneOf("uint8", "uint16", "float32")),
  size: fields({ y: count, x: count, pixelSizeUm: nullable(number) }),
  readBackend: backend,
  writeBackend: backend,
  result: boolean,
  checkpoint: nullable(count),
  intermediate: nullable(count),
  streams: optional(list(stream)),
  tables: list(fields({ name: fileName, columns: list(column) })),
});
const specials = fields({
  takes: list(fields({ function: count, name: string, from: list(list(count)) })),
  makes: list(
    fields({
      function: count,
      name: string,
      save: optional(oneOf("json", "csv", "rois")),
      to: list(fields({ place: count, of: group })),
    }),
  ),
  drop: list(count),
});
const call = fields({
  step: count,
  group,
  load: list(fields({ slot: count, plane: count })),
  fetch: optional(list(fields({ slot: count, intermediate: count, id: planeId, index: list(count, 3) }))),
  inputs: placed,
  outputs: placed,
  store: list(fields({ slot: count, id: planeId, index: list(count, 3) })),
  free: list(count),
  specials: optional(specials),
});
const schedule = fields({ planes: list(planeId), slots: count, specials: count, calls: list(call) });
const well = fields({
  unit: fileName,
  well: fileName,
  row: fileName,
  column: fileName,
  schedule: count,
  files: list(either(oneOf(""), innerPath)),
  pages: list(count),
  wells: optional(list(fields({ well: fileName, row: fileName, column: fileName }))),
  devices: optional(record(string)),
});
const shape = fields({ y: count, x: count });
const extent = fields({ t: count, c: count, z: count, y: count, x: count });
const store = fields({
  backend: oneOf("disk", "zarr"),
  root: nullable(count),
  path: innerPath,
  dtype,
  ngff: oneOf("0.5", "0.4"),
  shape: extent,
  levels: count,
  chunk: extent,
  file: extent,
  coarseFile: fields({ t: count, c: count, z: count }),
  compression: fields({
    codec: oneOf("none", "gzip", "zlib", "zstd", "blosc"),
    inner: optional(oneOf("lz4", "zstd")),
    level: optional(count),
    shuffle: optional(oneOf("none", "byte", "bit")),
  }),
  wells: list(fileName),
  labels: optional(fileName),
  below: optional(boolean),
  labelNames: optional(list(fileName)),
  sites: list(count),
  channels: list(fields({ id: count, name: string, color: optional(string) })),
  pixelSizeUm: nullable(number),
  zStepUm: optional(number),
  timeStepSeconds: optional(number),
  positions: list(fields({ site: count, y: number, x: number })),
});
const plan = fields({
  kind: oneOf("plan"),
  version: oneOf(1),
  titer: string,
  digest: string,
  plate: fields({ path: absolutePath, name: string, format: string, shape, dtype, pixelSizeUm: nullable(number) }),
  output: fields({
    root: absolutePath,
    results: innerPath,
    summary: nullable(
      fields({
        tables: list(fileName),
        file: fileName,
        globalFile: fileName,
        metaxpressStyle: boolean,
        metadata: fields({
          barcode: nullable(string),
          plateName: nullable(string),
          plateId: nullable(string),
          description: nullable(string),
          acquisitionUser: string,
          zStep: number,
        }),
      }),
    ),
    store,
    checkpoints: list(store),
    checkpointRoots: list(absolutePath),
    intermediates: list(store),
  }),
  numWorkers: count,
  plateInputs: record(() => {}),
  axis: oneOf(...allComponents),
  sequential: list(string),
  missing: fields({ policy: oneOf("error", "warn", "fill"), planes: list(fields({ well: string })) }),
  steps: list(step),
  sources: optional(record(functionSource)),
  schedules: list(schedule),
  wells: list(well),
});

function innerPathError(path: string, value: unknown): never {
  throw new TiterError("BAD_MESSAGE", {
    what: `${path} is ${JSON.stringify(value)} where an absolute path is expected`,
    where: { field: path },
    todo: "Compile the plan again.",
  });
}

/**
 * Checks that a parsed value has the form of a plan, and that everything in it that points at something else points at
 * what is there.
 *
 * @throws TiterError `BAD_MESSAGE` naming the first field that is wrong.
 */
export function assertPlan(value: unknown): asserts value is Plan {
  plan(value, "plan");
  const { schedules, steps, wells, output, sources = {} } = value as Plan; // by the line above
  for (const { name, functions } of steps) {
    const absent = functions.find((one) => one.source !== undefined && !Object.hasOwn(sources, one.source));
    if (absent) refuse(`step "${name}" names code of ${absent.id} that is not there`);
  }
  checkStores(output, steps);
  for (const [number, one] of schedules.entries()) {
    for (const [i, call] of one.calls.entries()) {
      const name = `call ${i} of schedule ${number}`;
      checkCall(call, name, one, steps.length);
      const fetch = call.fetch?.find(({ intermediate }) => intermediate >= output.intermediates.length);
      if (fetch) refuse(`${name} names intermediate store ${fetch.intermediate}`);
    }
  }
  const wellNumbers = schedules.map(({ calls }) => [
    ...new Set(calls.flatMap(placesOf).map(({ id }) => id.wellNumber ?? 1)),
  ]);
  for (const unit of wells) {
    const { well: name, schedule: number, files, pages } = unit;
    const planes = schedules[number]?.planes.length;
    const numbers = wellNumbers[number] ?? [];
    if (numbers.some((one) => one < 1 || one > wellsOf(unit).length))
      refuse("planes lie in wells that are not there", name);
    if (planes === undefined) refuse(`the well follows schedule ${number}, which is not there`, name);
    if (files.length !== planes || pages.length !== planes) refuse(`the well's files are not ${planes}`, name);
  }
}

/** Steps name stores that are there, and these lie in folders that are there. */
function checkStores(
  { store, checkpoints, checkpointRoots, intermediates }: Plan["output"],
  steps: Plan["steps"],
): void {
  for (const { name, checkpoint, intermediate } of steps) {
    if (checkpoint !== null && checkpoint >= checkpoints.length)
      refuse(`step "${name}" names checkpoint ${checkpoint}`);
    if (intermediate !== null && intermediate >= intermediates.length)
      refuse(`step "${name}" names intermediate store ${intermediate}`);
  }
  for (const { root, path } of [store, ...checkpoints]) {
    if (root !== null && root >= checkpointRoots.length) refuse(`the store "${path}" lies in root ${root}`);
  }
}

function checkCall(call: PlannedCall, name: string, { slots, planes }: PlannedSchedule, steps: number): void {
  const places = [...call.load, ...(call.fetch ?? []), ...call.inputs, ...call.outputs, ...call.store];
  const used = places.map((place) => place.slot);
  const slot = [...used, ...call.free].find((candidate) => candidate >= slots);
  const load = call.load.find(({ plane }) => plane >= planes.length);
  if (slot !== undefined) refuse(`${name} uses slot ${slot} of ${slots}`);
  if (load) refuse(`${name} loads plane ${load.plane} of ${planes.length}`);
  if (call.step >= steps) refuse(`${name} names step ${call.step}`);
}

function placesOf({ inputs, outputs }: PlannedCall): PlannedCall["inputs"] {
  return [...inputs, ...outputs];
}

function refuse(what: string, well?: string): never {
  const where = well === undefined ? {} : { well };
  throw new TiterError("BAD_MESSAGE", { what, where, todo: "Compile the plan again." });
}
