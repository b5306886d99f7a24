import type { Dtype } from "../image/dtype.ts";
import type { RunState } from "./events.ts";

/** A rich value as Jupyter knows it: MIME type to content (JSON for `+json` types, base64 for binary ones, else text). */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** The well-known method by which a value shows itself in a notebook: `value[displaySymbol]()` gives a bundle. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** A value that shows itself. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/**
 * A base for classes whose values show themselves through `toBundle`. Its type is written out because isolated declarations
 * cannot infer a member that is named by a symbol.
 */
export const Displayed: abstract new () => Displayable = class {
  [displaySymbol](this: { toBundle(): MimeBundle | Promise<MimeBundle> }): MimeBundle | Promise<MimeBundle> {
    return this.toBundle();
  }
} as never;

/** What a notebook kernel offers to the library: outputs that can be updated in place. */
export interface DisplayHost {
  /** Shows a bundle in the cell that runs now; with the id of an earlier display and `update`, replaces that one. */
  display(bundle: MimeBundle, options: { readonly id: string; readonly update: boolean }): void;
}

const hostKey = Symbol.for("titer.displayHost");

/** The notebook around this process, if there is one. */
export function displayHost(): DisplayHost | undefined {
  return (globalThis as { [hostKey]?: DisplayHost })[hostKey];
}

/** Says that this process is a notebook kernel; `undefined` takes it back. */
export function setDisplayHost(host: DisplayHost | undefined): void {
  (globalThis as { [hostKey]?: DisplayHost | undefined })[hostKey] = host;
}

/** MIME type of a value that is shown as a table, for programs that read notebooks; content {@link ValueOutput}. */
export const valueMime = "application/vnd.titer.value+json";

/** A plate, plan, result, config, pipeline or function as data; readers see the HTML or text beside it. */
export interface ValueOutput {
  readonly version: 1;
  readonly kind: "plate" | "plan" | "result" | "config" | "pipeline" | "orchestration" | "function";
  /** The value in a line. */
  readonly title: string;
  readonly notes: readonly string[];
  /** Names of the columns. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** MIME type of an image plane, content {@link PlaneOutput}. */
export const planeMime = "application/vnd.titer.plane+json";

/** An image plane in an output cell. */
export interface PlaneOutput {
  readonly version: 1;
  readonly title: string;
  readonly dtype: "uint8" | "uint16";
  readonly height: number;
  readonly width: number;
  /** Micrometres per pixel of what is shown, or null. */
  readonly pixelSizeUm: number | null;
  /** 1, or by how much the plane was binned to fit a notebook; said on screen. */
  readonly binning: number;
  /** The plane before binning and before its values were mapped to `dtype`. */
  readonly source: { readonly dtype: Dtype; readonly height: number; readonly width: number };
  /** A stored pixel `p` stands for the value `offset + scale * p` of the source. 0 and 1 when nothing was mapped. */
  readonly offset: number;
  readonly scale: number;
  /** How many source pixels were NaN or infinite; they are stored as 0. */
  readonly nonFinite: number;
  /** Limits of the first contrast setting, in stored pixels. */
  readonly window: { readonly low: number; readonly high: number };
  /** Smallest and largest stored pixel. */
  readonly range: { readonly min: number; readonly max: number };
  /** Deflated (zlib) little-endian pixels in base64. */
  readonly pixels: string;
}

/** MIME type of a run, content {@link RunOutput}. */
export const runMime = "application/vnd.titer.run+json";

/** A run in an output cell; sent again with every change, so the saved notebook holds the last state. */
export interface RunOutput {
  readonly version: 1;
  readonly runId: string;
  readonly plate: string;
  readonly state: RunState;
  /** 0..1 over all calls of all wells. */
  readonly progress: number;
  readonly seconds: number;
  /** What computes: `native x86-64-v4`, `wasm`, ... */
  readonly kernels: string;
  readonly wells: readonly {
    readonly well: string;
    readonly state: "waiting" | "running" | "done" | "failed";
    readonly progress: number;
    readonly step: string;
    readonly error?: string;
  }[];
  readonly output: string;
}

/**
 * Comm target by which a page asks whether the kernel follows a run: opened with `{ runId }`, answered with `{ followed }`
 * and closed with `{ answered: true }`.
 */
export const runTarget = "titer.run";
