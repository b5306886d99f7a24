import { randomUUID } from "node:crypto";
import type { Comm, CommTarget } from "../session/comms.ts";
import { bundleOf, plainBundle } from "./bundle.ts";
import type { Outputs } from "./outputs.ts";

/** A shown value that can be replaced. As the last value of a cell it shows nothing more. */
export interface DisplayHandle {
  readonly id: string;
  /** Shows another value, or with `raw` another MIME bundle, in its place. */
  update(value: unknown, options?: { readonly raw?: boolean }): Promise<void>;
}

/** The names that every cell has beside those of Node. */
export interface CellGlobals {
  /**
   * Shows a value in the output of this cell.
   *
   * @param value anything; with `raw`, a MIME bundle
   * @param options `id` names the display; with `update`, the display of that id is replaced
   */
  display(
    value: unknown,
    options?: { readonly id?: string; readonly update?: boolean; readonly raw?: boolean },
  ): Promise<DisplayHandle>;
  /** Removes the outputs of this cell; with `wait`, when the next output comes. */
  clearOutput(wait?: boolean): void;
  /** Asks the user for a line of text; fails when the front end cannot ask. */
  input(prompt?: string, options?: { readonly password?: boolean }): Promise<string>;
  /** Channels between cells and front end, with JSON data and binary buffers. */
  readonly comms: {
    /** Says what happens when the front end opens a channel to `target`; replaces an earlier answer. */
    register(target: string, opened: CommTarget): void;
    /** Opens a channel to a target of the front end. */
    open(target: string, data?: object, options?: { metadata?: object; buffers?: readonly Uint8Array[] }): Comm;
  };
}

/** What the globals need of the kernel. */
export interface GlobalServices {
  readonly outputs: Outputs;
  readonly comms: CellGlobals["comms"];
  readonly input: CellGlobals["input"];
}

/** Makes the globals of cells; {@link file://../cell/service.ts} declares them to the compiler. */
export function cellGlobals(services: GlobalServices): CellGlobals {
  const { outputs, comms, input } = services;
  return {
    display: (value, options = {}) => {
      const id = options.id ?? randomUUID();
      const show = async (shown: unknown, raw: boolean, update: boolean): Promise<void> =>
        outputs.display(raw ? plainBundle(shown) : await bundleOf(shown), { id, update });
      const handle: DisplayHandle = { id, update: (next, { raw = false } = {}) => show(next, raw, true) };
      return outputs.making(show(value, options.raw ?? false, options.update ?? false).then(() => handle));
    },
    clearOutput: (wait = false) => outputs.send("clear_output", { wait }),
    input,
    comms,
  };
}
