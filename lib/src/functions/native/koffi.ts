import { createRequire } from "node:module";

/** A library of C functions, opened by koffi. */
export type NativeLibrary = ReturnType<typeof import("koffi").load>;

/** Not imported: where koffi has no build, its import throws, and what needs nothing native must still be there. */
export function requireKoffi(): typeof import("koffi") {
  return createRequire(import.meta.url)("koffi");
}

/** What `bind` makes of the first library of the system that is there under one of some names; undefined when none is. */
export function bindSystemLibrary<T>(names: readonly string[], bind: (library: NativeLibrary) => T): T | undefined {
  for (const name of names) {
    try {
      return bind(requireKoffi().load(name));
    } catch {
      // neither koffi nor this name need be there: the next name, in the end what the caller has instead
    }
  }
  return undefined;
}
