import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import type { ViewAddress, ViewState } from "../viewer/scene/viewState.ts";
import { isSource, stateOf } from "./parse.ts";

/**
 * The command that opens a viewer as a tab. Its arguments are those of {@link ViewCommand}:
 *
 * ```ts
 * app.commands.execute("titer:view", { address: { source: { kind: "folder", path }, mode: "plate" }, session: "screen.ipynb" });
 * ```
 */
export const viewCommand = "titer:view";

/**
 * The command that opens several views of a source in a tab, with linked cameras. Its arguments are the same; without them it shows
 * what the view in front shows.
 */
export const gridCommand = "titer:view-grid";

export interface ViewCommand {
  /** What is seen first, or the state of an earlier view. */
  readonly address: ViewAddress | ViewState;
  /** Path of the notebook (or other session) whose kernel is asked for the engine. Default: the one that is in front, else any. */
  readonly session?: string;
  /** Of the tab. Default: the name of the folder, or the run's id. */
  readonly title: string;
  /** Of the tab, to be found again. Default: a new one. */
  readonly id?: string;
}

/** The arguments of the command. Throws Error with a sentence that says what is missing. */
export function parseViewCommand(args: ReadonlyPartialJSONObject): ViewCommand {
  const address = args.address as Partial<ViewAddress> | undefined; // looked at below
  const source: unknown = address?.source;
  if (!isSource(source)) {
    throw new Error('titer:view wants { address: { source: { kind: "folder", path } or { kind: "run", runId } } }');
  }
  const name = source.kind === "run" ? source.runId : (source.path.split(/[\\/]/).filter(Boolean).pop() ?? source.path);
  return {
    address: stateOf(address, source) ?? { ...address, source },
    title: typeof args.title === "string" ? args.title : name,
    ...(typeof args.session === "string" ? { session: args.session } : {}),
    ...(typeof args.id === "string" ? { id: args.id } : {}),
  };
}
