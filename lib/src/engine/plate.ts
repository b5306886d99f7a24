import { resolve } from "node:path";
import { type CompileOptions, compile, missingSteps } from "../compile/index.ts";
import { enterNamed, PipelineConfig } from "../config/index.ts";
import { TiterError } from "../errors.ts";
import { PlanePool } from "../image/pool.ts";
import { readPlane } from "../microscopes/disk/plate.ts";
import type { Channel, PlateIndex } from "../microscopes/plateIndex.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import type { FunctionStep } from "../pipeline/step.ts";
import type { MimeBundle } from "../protocol/display.ts";
import type { PlaneChoice } from "./choose.ts";
import { CompiledPlan } from "./compiled.ts";
import { devicesFor } from "./devices.ts";
import { findPlane } from "./findPlane.ts";
import { LiveView, type ViewOptions, viewOutput } from "./liveView.ts";
import { PlaneImage } from "./planeImage.ts";
import { plateBundle } from "./plateBundle.ts";
import { Run } from "./run.ts";
import { Shown } from "./shown.ts";
import { type ExecuteOptions, runSource } from "./sources.ts";

/** What became of the last thing that was done with a plate. A plate exists once it was opened, so it begins `ready`. */
export type PlateState =
  | "ready"
  | "compiled"
  | "executing"
  | "completed"
  | "completed with failures"
  | "cancelled"
  | "compile failed"
  | "execution failed";

/** A plate that was opened: look at it, compile pipelines for it, execute them. */
export class Plate extends Shown {
  readonly index: PlateIndex;
  /** Absolute folder in which output folders are made when no configuration says where; null is beside the plate. */
  readonly workspacePath: string | null;
  #state: PlateState = "ready";

  constructor(index: PlateIndex, workspacePath?: string) {
    super();
    this.index = index;
    this.workspacePath = workspacePath === undefined ? null : resolve(workspacePath);
  }

  get state(): PlateState {
    return this.#state;
  }

  get name(): string {
    return this.index.name;
  }

  /** Absolute folder of the plate. */
  get path(): string {
    return this.index.path;
  }

  get wells(): readonly string[] {
    return this.index.wells.map(({ well }) => well);
  }

  get sites(): readonly number[] {
    return this.index.sites;
  }

  get channels(): readonly Channel[] {
    return this.index.channels;
  }

  /**
   * Compiles a pipeline for this plate, in the configuration contexts around the call.
   *
   * @param options - `outputRoot` names the folder of the results; relative paths are resolved.
   * @throws TiterError `COMPILE_FAILED` with all problems in `details.problems`.
   */
  async compile(pipeline: Pipeline | readonly FunctionStep[], options: CompileOptions = {}): Promise<CompiledPlan> {
    const useThreading = enterNamed("plate", this.path, () => new PipelineConfig().useThreading);
    this.#state = "compile failed"; // until it has not
    const workspace = this.workspacePath === null ? {} : { workspacePath: this.workspacePath };
    const steps = "steps" in pipeline ? pipeline.steps : pipeline;
    const plan = await compile(pipeline, this.index, {
      resolvePath: (path) => resolve(path),
      devices: await devicesFor(steps),
      ...workspace,
      ...options,
    });
    this.#state = "compiled";
    for (const name of missingSteps(steps))
      process.stderr.write(`Configuration for the step "${name}" has no effect: this pipeline has no such step.\n`);
    const functions = steps.flatMap((step) => step.func);
    return new CompiledPlan(plan, functions, useThreading ? "threads" : "inline");
  }

  /**
   * Executes a compiled plan. The run goes on in the engine by itself; in a notebook its progress shows below the cell.
   *
   * @throws TiterError `OTHER_PLATE` when the plan was compiled for another plate.
   */
  execute(compiled: CompiledPlan, options: ExecuteOptions = {}): Run {
    const { plan, functions, executor } = compiled;
    if (plan.plate.path !== this.index.path) {
      throw new TiterError("OTHER_PLATE", {
        what: `the plan was compiled for ${plan.plate.path}`,
        where: { plate: this.index.path },
        todo: "Compile the pipeline for this plate.",
      });
    }
    const again = () => this.execute(compiled, { ...options, overwrite: false });
    const run = new Run(plan, runSource(plan, functions, { executor, ...options }), again);
    this.#state = "executing";
    run.then(
      (result) => {
        this.#state = result.state;
      },
      () => {
        this.#state = "execution failed";
      },
    );
    return run;
  }

  /** A raw image of the plate. Throws `UNKNOWN_WELL`, `UNKNOWN_SITE`, ..., `MISSING_PLANE`. */
  image(choice: PlaneChoice): PlaneImage {
    const { index } = this;
    const { well, file } = findPlane(index, choice);
    const { site, channel, z, timepoint } = file.id;
    const plane = readPlane(index, file, new PlanePool(Number.POSITIVE_INFINITY));
    const { name } = index.channels.find(({ id }) => id === channel)!; // findPlane found it
    const depth = index.zPlanes.length > 1 ? `, z ${z}` : "";
    const time = index.timepoints.length > 1 ? `, timepoint ${timepoint}` : "";
    return new PlaneImage(plane, `${index.name}, well ${well}, site ${site}, ${name}${depth}${time}`);
  }

  /** A live view of the plate's images; as the value of a cell it is shown. */
  view(options: ViewOptions = {}): LiveView {
    const { mode: _mode, heatMap: _heatMap, ...place } = options;
    const source = { kind: "folder", path: this.path } as const;
    return new LiveView(
      async () => viewOutput(this.name, source, options),
      () => this.#firstImage(place),
    );
  }

  override toString(): string {
    return `Plate ${this.name} (${this.index.format}): ${this.index.wells.length} wells`;
  }

  override bundle(): MimeBundle {
    return plateBundle(this.index);
  }

  /** The first image there is, of a place. */
  #firstImage(place: Partial<PlaneChoice>): PlaneImage | undefined {
    const { wells } = this.index;
    const well = place.well ?? wells[0]?.well;
    const first = wells.find((one) => one.well === well)?.planes[0];
    return first && well !== undefined ? this.image({ ...first.id, ...place, well }) : undefined;
  }
}
