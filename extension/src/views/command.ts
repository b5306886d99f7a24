import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import type { ViewAddress } from "../viewer/scene/viewState.ts";

/**
 * The command that opens a viewer as a tab. Its arguments are those of {@link ViewCommand}:
 *
 * ```ts
 * app.commands.execute("titer:view", { address: { source: { kind: "folder", path }, mode: "plate" }, session: "screen.ipynb" });
 * ```
 */
export const viewCommand = "titer:view";

export interface ViewCommand {
  readonly address: ViewAddress;
  /** Path of the notebook (or other session) whose kernel is asked for the engine. Default: the one that is in front, else any. */
  readonly session?: string;
  /** Of the tab. */
  readonly title: string;
}

/** The arguments of the command. Throws Error with a sentence that says what is missing. */
export function parseViewCommand(args: ReadonlyPartialJSONObject): ViewCommand {
  const address = args.address as Partial<ViewAddress> | undefined; // looked at below
  const source = address?.source;
  const isSource =
    (source?.kind === "run" && typeof source.runId === "string") ||
    (source?.kind === "folder" && typeof source.path === "string");
  if (!isSource) {
    throw new Error('titer:view wants { address: { source: { kind: "folder", path } or { kind: "run", runId } } }');
  }
  const name = source.kind === "run" ? source.runId : (source.path.split(/[\\/]/).filter(Boolean).pop() ?? source.path);
  const session = typeof args.session === "string" ? { session: args.session } : {};
  return { address: address as ViewAddress, title: typeof args.title === "string" ? args.title : name, ...session };
}
