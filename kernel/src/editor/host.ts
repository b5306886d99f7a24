import { TiterError } from "titer/errors";
import type { Editors } from "./editors.ts";

const hostKey = Symbol.for("titer.editors");
type Host = { [hostKey]?: Editors };

/** The editors of the kernel around this process. Throws `NO_NOTEBOOK` outside of one. */
export function editorHost(): Editors {
  const host = (globalThis as Host)[hostKey];
  if (host) return host;
  throw new TiterError("NO_NOTEBOOK", {
    what: "a pipeline can be edited only in a notebook",
    todo: "Run this in a cell of a notebook with the Titer kernel.",
  });
}

/** Says that this process is a kernel. */
export function setEditorHost(editors: Editors): void {
  (globalThis as Host)[hostKey] = editors;
}
