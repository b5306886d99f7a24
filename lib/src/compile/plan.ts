import type { MultiprocessingAxis, PlaneId, WorkPlaneId } from "../components/components.ts";
import type { PlaneIndex, StoreLayout, StoreWell } from "../files/zarr/layout.ts";
import type { Column, Contract, MemoryType, PlaneSize, SpecialFormat } from "../functions/contract.ts";
import type { FunctionSource } from "../functions/source.ts";
import type { Dtype } from "../image/dtype.ts";
import type { PlateMetadata } from "../results/index.ts";
import type { PlannedStream } from "../stream/layers.ts";

/** A function as a plan names it: by id and version, with complete values. */
export interface PlannedFunction {
  readonly id: string;
  readonly version: number;
  /** How it is called: PURE_2D also for a FLEXIBLE function that runs slice by slice. */
  readonly contract: Contract;
  readonly memory: { readonly input: MemoryType; readonly output: MemoryType };
  readonly values: Readonly<Record<string, number | string | boolean>>;
  /** The pixel type that its planes are converted to, by range; null when they stay as it makes them. */
  readonly convertTo: Dtype | null;
  /** The digest of its code among the plan's sources; absent for functions of the library. */
  readonly source?: string;
}

/**
 * A step as a plan holds it. A step whose functions are routed by component stands as several, one for each route, under one
 * name and with the same tables; a route without functions passes its planes on.
 */
export interface PlannedStep {
  readonly index: number;
  readonly name: string;
  /** The values of `groupBy` that take this route, wells by their number in the unit; null when the step is not routed. */
  readonly route: { readonly component: string; readonly values: readonly number[] } | null;
  readonly functions: readonly PlannedFunction[];
  readonly variableComponents: readonly string[];
  readonly groupBy: string;
  /** The pixel type that the step's planes are converted to, by range; null when they stay as the functions make them. */
  readonly convertTo: Dtype | null;
  /** Rows, columns and micrometres per pixel of the planes that the step makes. */
  readonly size: PlaneSize;
  /** Where the step's planes come from, and where they go for the steps behind it or, behind the last one, for good. */
  readonly readBackend: ImageBackend;
  readonly writeBackend: ImageBackend;
  /** Whether the step makes the result, which goes to `output.store`. */
  readonly result: boolean;
  /** Place in `output.checkpoints` of the store that keeps the step's planes too; null without one. */
  readonly checkpoint: number | null;
  /** Place in `output.intermediates` of the store in which the step's planes wait for the steps behind it; null in memory. */
  readonly intermediate: number | null;
  /** Viewers that get the step's planes as they are made; absent when there are none. They decide nothing of the results. */
  readonly streams?: readonly PlannedStream[];
  /** Tables that the step's functions fill; each becomes `results/<step>_<table>.csv`. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly Column[] }[];
}

/** A place for a plane inside a well's run, counted from 0. Slots are used again after they were freed. */
export type Slot = number;

/** A plane in a store: what it stands for, and its place (t, c, z) in the array of its site. */
export interface StoredPlane {
  readonly id: WorkPlaneId;
  readonly index: PlaneIndex;
}

/** One call of a step's function chain on one group, with everything that happens around it, in this order. */
export interface PlannedCall {
  readonly step: number;
  /** The components that are fixed in this group. */
  readonly group: Readonly<Partial<WorkPlaneId>>;
  /** Planes read from the plate into slots, just before the call; `plane` is a place in the schedule's planes. */
  readonly load: readonly { readonly slot: Slot; readonly plane: number }[];
  /** Planes read back into slots, just before the call, from stores of `output.intermediates`; absent when there are none. */
  readonly fetch?: readonly (StoredPlane & { readonly slot: Slot; readonly intermediate: number })[];
  /** The stack, in order. */
  readonly inputs: readonly { readonly slot: Slot; readonly id: WorkPlaneId }[];
  /** Where the planes of the result go, and which planes they stand for. */
  readonly outputs: readonly { readonly slot: Slot; readonly id: WorkPlaneId }[];
  /** Planes to write to the step's stores, for wells that these keep. */
  readonly store: readonly (StoredPlane & { readonly slot: Slot })[];
  /** Slots whose last use this was (result planes that nobody reads again included). */
  readonly free: readonly Slot[];
  /** Special values of the call; absent when its functions neither take nor make any. */
  readonly specials?: PlannedSpecials;
}

/** Special values that the functions of a call take and make. Values are kept in numbered places, counted from 0. */
export interface PlannedSpecials {
  /** For the function at a place of the step's chain: the values for each of its invocations (PURE_2D has one per plane). */
  readonly takes: readonly {
    readonly function: number;
    readonly name: string;
    readonly from: readonly (readonly number[])[];
  }[];
  /** Where the value of each invocation goes, and which planes it is about; `save` writes it to a file, see `specialFile`. */
  readonly makes: readonly {
    readonly function: number;
    readonly name: string;
    readonly save?: SpecialFormat;
    readonly to: readonly { readonly place: number; readonly of: Readonly<Partial<WorkPlaneId>> }[];
  }[];
  /** Places whose last use this was. */
  readonly drop: readonly number[];
}

/** The work on all wells that have the same planes. Calls are ordered so that as few planes as possible live at once. */
export interface PlannedSchedule {
  /** The planes of such a well, in the order site, channel, z, timepoint. */
  readonly planes: readonly WorkPlaneId[];
  readonly slots: number;
  /** How many places for special values there are. */
  readonly specials: number;
  readonly calls: readonly PlannedCall[];
}

/** A well, or a part of it by the plan's axis, with the schedule that it follows, and where its planes lie. */
export interface PlannedWell {
  /** Names this work in events and markers: the well's name, or with another axis `A01-site-2`. */
  readonly unit: string;
  readonly well: string;
  /** Row letters and column number of the well, for the store's groups: `B`, `03`. */
  readonly row: string;
  readonly column: string;
  /** Of work that spans wells: all of them, by the number that planes name; `well` is the unit's name then. */
  readonly wells?: readonly StoreWell[];
  /** Place of its schedule among the plan's. */
  readonly schedule: number;
  /** The file of each plane of the schedule, relative to the plate, and the page in it, from 0; an empty path is a black plane. */
  readonly files: readonly string[];
  readonly pages: readonly number[];
  /** The device of each step that computes beside the processor, by the step's index; absent when there are none. */
  readonly devices?: Readonly<Record<string, string>>;
}

/** Where images lie: in memory, in TIFF files, or in an OME-Zarr store. */
export type ImageBackend = "memory" | "disk" | "zarr";

/** A store of a run: an OME-Zarr plate with one image per well and site, axes t, c, z, y, x; or a folder of TIFF files. */
export interface PlannedStore extends StoreLayout {
  readonly backend: Exclude<ImageBackend, "memory">;
  /** Place in `output.checkpointRoots` of the folder that it lies in; null in `output.root`. */
  readonly root: number | null;
  /** Relative to that folder; of an intermediate store relative to the work's own hidden folder. */
  readonly path: string;
  /** Wells that get images; tables are written for all wells of the plan. */
  readonly wells: readonly string[];
}

/** What becomes of a plate's tables when all wells are done (the seeds' consolidation). */
export interface PlannedSummary {
  /** Names of the tables, `<step>_<table>`. */
  readonly tables: readonly string[];
  /** File of the plate's summary, in the folder of tables. */
  readonly file: string;
  /** File of the summary of several plates, beside their output folders. */
  readonly globalFile: string;
  /** Whether rows about the plate stand above the header. */
  readonly metaxpressStyle: boolean;
  readonly metadata: PlateMetadata;
}

/** What was decided about planes without a file. */
export interface PlannedMissing {
  /** `error`: such a plan is refused, so `planes` is empty; `warn`: they are left out of their groups; `fill`: black planes stand in. */
  readonly policy: "error" | "warn" | "fill";
  readonly planes: readonly ({ readonly well: string } & PlaneId)[];
}

/** A frozen plan: plain JSON; no functions, classes or buffers. `digest` names what it computes, on every machine (see `planDigest`). */
export interface Plan {
  readonly kind: "plan";
  readonly version: 1;
  readonly titer: string;
  readonly digest: string;
  readonly plate: {
    readonly path: string;
    readonly name: string;
    readonly format: string;
    readonly shape: { readonly y: number; readonly x: number };
    readonly dtype: Dtype;
    readonly pixelSizeUm: number | null;
  };
  readonly output: {
    /** Absolute folder of the run's results; made by the engine, never inside the plate. */
    readonly root: string;
    /** Folder of tables, relative to `root`. */
    readonly results: string;
    /** The summary of the tables, beside them; null for none. */
    readonly summary: PlannedSummary | null;
    /** Where the result goes. */
    readonly store: PlannedStore;
    /** Stores of steps whose planes are kept on the way. */
    readonly checkpoints: readonly PlannedStore[];
    /** Absolute folders of checkpoints that do not lie in `root`. */
    readonly checkpointRoots: readonly string[];
    /** Stores of planes between steps; each unit of work has its own and removes them in the end. */
    readonly intermediates: readonly PlannedStore[];
  };
  /** What functions take from the plate's index, by name. */
  readonly plateInputs: Readonly<Record<string, unknown>>;
  /** Components whose values are worked off one after the other, each through all steps. */
  readonly sequential: readonly string[];
  /** How many wells (or parts of them) are processed at a time. */
  readonly numWorkers: number;
  /** The component whose values are worked on apart from each other. */
  readonly axis: MultiprocessingAxis;
  readonly missing: PlannedMissing;
  readonly steps: readonly PlannedStep[];
  /** Code of functions that are not in the library, by digest; absent when there are none. */
  readonly sources?: Readonly<Record<string, FunctionSource>>;
  readonly schedules: readonly PlannedSchedule[];
  readonly wells: readonly PlannedWell[];
}

/** Absolute folder in which a store of the result or of a checkpoint lies, under its path. */
export function rootOf({ root, checkpointRoots }: Plan["output"], store: PlannedStore): string {
  return store.root === null ? root : checkpointRoots[store.root]!; // the plan guard checked it
}

/** The wells that a unit of work has planes of: one, unless it spans wells. */
export function wellsOf(unit: PlannedWell): readonly StoreWell[] {
  return unit.wells ?? [unit];
}

/** The well in which a plane of a unit lies. */
export function wellOf(unit: PlannedWell, { wellNumber = 1 }: Pick<WorkPlaneId, "wellNumber">): StoreWell {
  return wellsOf(unit)[wellNumber - 1]!; // the plan guard checked it
}
