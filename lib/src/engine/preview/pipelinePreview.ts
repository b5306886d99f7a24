import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "../../compile/canonical.ts";
import { compile, type Plan, type PlannedFunction } from "../../compile/index.ts";
import { sha256 } from "../../compile/sha256.ts";
import { type ConfigContext, enterConfig } from "../../config/index.ts";
import { TiterError } from "../../errors.ts";
import type { BoundFunction } from "../../functions/define.ts";
import type { Kernels } from "../../functions/kernels.ts";
import { loadKernels } from "../../functions/native/index.ts";
import type { Plane } from "../../image/plane.ts";
import { PlanePool } from "../../image/pool.ts";
import { readPlane } from "../../microscopes/disk/plate.ts";
import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { FunctionStep } from "../../pipeline/step.ts";
import { callInEngine } from "../call/callInEngine.ts";
import type { PlaneChoice } from "../choose.ts";
import { convertDtype } from "../convertDtype.ts";
import { findPlane } from "../findPlane.ts";
import { middleOf } from "./crop.ts";
import { PlaneCache } from "./planeCache.ts";
import { lastCalls, type PlaneRef, type TracedCall } from "./trace.ts";

/** A plane of a preview; the key changes with its pixels. */
export interface PreviewedPlane {
  readonly key: string;
  readonly plane: Plane;
}

/** The planes before and behind a step, and how many functions were called for them. */
export interface Previewed {
  readonly before: PreviewedPlane;
  readonly after: PreviewedPlane;
  readonly calls: number;
}

const cacheLimit = 512 << 20;

/** What a preview does not do, whatever the configuration says: it selects no wells, keeps nothing and streams nothing. */
const nothingKept: ConfigContext["values"] = {
  WellFilterConfig: { wellFilter: null },
  StepWellFilterConfig: { wellFilter: null },
  StepMaterializationConfig: { enabled: false, wellFilter: null },
  NapariStreamingConfig: { enabled: false, wellFilter: null },
  FijiStreamingConfig: { enabled: false, wellFilter: null },
  VFSConfig: { intermediateBackend: "memory" },
};

/**
 * Shows what a step does to one plane, by the compiler's own plan: the same groups, routes and conversions as a run has. Only what
 * the plane depends on is computed, in the engine, and nothing that was computed before for the same functions and planes.
 */
export class PipelinePreview {
  readonly #cache = new PlaneCache(cacheLimit);
  readonly #pool = new PlanePool(Number.POSITIVE_INFINITY);
  #kernels: Kernels | undefined;

  /**
   * The planes before and behind the last step, in the configuration contexts around the call. Of a step that makes one plane of many,
   * the first of them stands before it.
   *
   * @param side - longest side of the middle part of each plane that is computed, in pixels.
   * @throws TiterError `COMPILE_FAILED`; `UNKNOWN_WELL`, ...; `NEEDS_PIPELINE` for functions that take special inputs.
   */
  async planes(
    steps: readonly FunctionStep[],
    plate: PlateIndex,
    choice: Partial<PlaneChoice>,
    side: number,
  ): Promise<Previewed> {
    const { well, file } = findPlane(plate, choice);
    const wells = plate.wells.filter((one) => one.well === well);
    const shape = { y: Math.min(side, plate.shape.y), x: Math.min(side, plate.shape.x) };
    const outputRoot = join(tmpdir(), "titer-preview"); // where a run would write
    const plan = await enterConfig(innermost(plate.path, steps), () =>
      compile(steps, { ...plate, wells, shape, missing: [] }, { outputRoot, missing: "fill" }),
    );
    const counter = { calls: 0 };
    const work = new Work({ plan, plate, side, steps, counter, ...this.#tools() });
    const call = wantedCall(plan, file.id);
    const distances = call.inputs.map(({ id }) => distance(id, file.id));
    const place = distances.indexOf(Math.min(...distances));
    const before = await work.plane(call.inputs[place]!);
    const output = call.planned.outputs.length === call.inputs.length ? place : 0;
    const after = await work.plane({ kind: "made", call, output, id: call.planned.outputs[output]!.id });
    return { before, after, calls: counter.calls };
  }

  #tools(): Pick<WorkParts, "cache" | "pool" | "kernels"> {
    this.#kernels ??= loadKernels({ build: "wasm" }); // conversions only, in this process: nothing native
    return { cache: this.#cache, pool: this.#pool, kernels: this.#kernels };
  }
}

/** What a preview does not do, inside all that cells say of this plate and these steps. */
function innermost(plate: string, steps: readonly FunctionStep[]): ConfigContext[] {
  const values = nothingKept;
  return [
    { scope: "plate", values },
    { scope: "plate", of: plate, values },
    ...steps.map(({ name }) => ({ scope: "step", of: name, values }) as const),
  ];
}

interface WorkParts {
  readonly plan: Plan;
  readonly plate: PlateIndex;
  readonly side: number;
  readonly steps: readonly FunctionStep[];
  readonly cache: PlaneCache;
  readonly pool: PlanePool;
  readonly kernels: Kernels;
  readonly counter: { calls: number };
}

/** A stack on its way through a step's chain: keys and planes in one order. */
type Keyed = readonly PreviewedPlane[];

/** Computes planes of one plan. */
class Work {
  readonly #parts: WorkParts;

  constructor(parts: WorkParts) {
    this.#parts = parts;
  }

  async plane(ref: PlaneRef): Promise<PreviewedPlane> {
    if (ref.kind === "plate") return this.#fromPlate(ref);
    const { call, output } = ref;
    const { step } = call;
    const [made] = await this.#behind(call, step.functions.length, [output]);
    return this.#converted(made!, step.convertTo);
  }

  /** Planes behind the first `count` functions of a call's chain: those at some places, as far back as each depends on them alone. */
  async #behind(call: TracedCall, count: number, places: readonly number[]): Promise<Keyed> {
    if (count === 0) return Promise.all(places.map((place) => this.plane(call.inputs[place]!)));
    const planned = call.step.functions[count - 1]!;
    const collapsed = call.step.functions.slice(0, count - 1).some((fn) => fn.contract === "VOLUMETRIC_TO_SLICE");
    if (planned.contract === "PURE_2D") {
      const inputs = await this.#behind(call, count - 1, places);
      return Promise.all(inputs.map(async (input) => (await this.#call(call, planned, [input]))[0]!));
    }
    const all = collapsed ? [0] : call.inputs.map((_, index) => index);
    const results = await this.#call(call, planned, await this.#behind(call, count - 1, all));
    return planned.contract === "VOLUMETRIC_TO_SLICE" ? results : places.map((place) => results[place]!);
  }

  /** What a function makes of a stack, and the conversion behind it. */
  async #call(call: TracedCall, planned: PlannedFunction, stack: Keyed): Promise<Keyed> {
    const { cache, counter } = this.#parts;
    const key = sha256(canonicalJson([planned, stack.map((one) => one.key)]));
    const planes = await cache.get(key, async () => {
      counter.calls++;
      const bound = this.#bound(call, planned);
      const made = await callInEngine(
        bound,
        stack.map(({ plane }) => plane),
      );
      return made.planes;
    });
    const keyed = planes.map((plane, index) => ({ key: `${key}-${index}`, plane }));
    return Promise.all(keyed.map((one) => this.#converted(one, planned.convertTo)));
  }

  /** The function of the pipeline with the values of the plan. */
  #bound({ step }: TracedCall, planned: PlannedFunction): BoundFunction {
    const functions = this.#parts.steps.find(({ name }) => name === step.name)?.func ?? [];
    const found = functions.find(({ declaration }) => declaration.id === planned.id);
    if (found) return { ...found, given: planned.values };
    throw new TiterError("UNKNOWN_FUNCTION", { what: `no step uses ${planned.id}`, todo: "Compile again." });
  }

  async #fromPlate({ file, page }: Extract<PlaneRef, { kind: "plate" }>): Promise<PreviewedPlane> {
    const { plate, side, cache, pool } = this.#parts;
    const key = sha256(canonicalJson([plate.path, file, page, side]));
    const [plane] = await cache.get(key, async () => {
      const read = readPlane(plate, { path: file, page }, pool);
      const part = middleOf(read, side);
      const kept = part === read ? { ...read, data: read.data.slice() } : part;
      pool.release(read);
      return [kept];
    });
    return { key, plane: plane! };
  }

  async #converted({ key, plane }: PreviewedPlane, dtype: PlannedFunction["convertTo"]): Promise<PreviewedPlane> {
    if (dtype === null || dtype === plane.dtype) return { key, plane };
    const { cache, kernels, pool } = this.#parts;
    const next = `${key} ${dtype}`;
    const [converted] = await cache.get(next, async () => {
      const made = convertDtype(plane, dtype, kernels, pool);
      const kept = { ...made, data: made.data.slice() };
      pool.release(made);
      return [kept];
    });
    return { key: next, plane: converted! };
  }
}

/** The call of the last step that gets the chosen plane, or what it was collapsed into. */
function wantedCall(plan: Plan, wanted: PlaneRef["id"]): TracedCall {
  const calls = plan.wells.flatMap((unit) => lastCalls(plan, unit));
  const distances = calls.map(({ inputs }) => Math.min(...inputs.map(({ id }) => distance(id, wanted))));
  const found = calls[distances.indexOf(Math.min(...distances))];
  if (found) return found;
  throw new TiterError("NOTHING_TO_PREVIEW", {
    what: "no step of the pipeline works on this plane",
    todo: "Enable the step, or choose another plane.",
  });
}

/** How far a plane is from the wanted one: it may stand for several of a component, of which a projection has the first number. */
function distance(id: PlaneRef["id"], wanted: PlaneRef["id"]): number {
  const weights = { channel: 8, site: 4, timepoint: 2, z: 1 } as const;
  const differing = (Object.keys(weights) as (keyof typeof weights)[]).filter((key) => id[key] !== wanted[key]);
  return differing.reduce((sum, key) => sum + weights[key], 0);
}
