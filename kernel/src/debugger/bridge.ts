import { displaySymbol, type MimeBundle } from "titer/protocol";
import type { Notebook } from "../cell/notebook.ts";
import { plainBundle, textOf } from "../display/bundle.ts";

/** What the debugger uses of the main thread; all of it works while a cell is stopped, so nothing here waits. */
export interface Bridge {
  /** The notebook's names with their values. */
  readonly names: object;
  /** A value as Jupyter shows it: what its display method gives at once, and a text. */
  show(value: unknown): MimeBundle;
  /** Makes a value known to all cells under a name. */
  define(name: string, value: unknown): void;
}

/** Puts the bridge where the debugger finds it: see `bridgeExpression`. */
export function openBridge(notebook: Notebook): void {
  const bridge: Bridge = {
    names: notebook.values,
    show: (value) => ({ ...shownAtOnce(value), "text/plain": textOf(value) }),
    define: (name, value) => notebook.define(name, value),
  };
  Object.defineProperty(globalThis, Symbol.for("titer.debugger"), { value: Object.freeze(bridge) });
}

function shownAtOnce(value: unknown): MimeBundle {
  if (typeof value !== "object" || value === null) return {};
  const show: unknown = Reflect.get(value, displaySymbol);
  const bundle: unknown = typeof show === "function" ? show.call(value) : undefined;
  return bundle === undefined || bundle instanceof Promise ? {} : plainBundle(bundle);
}
