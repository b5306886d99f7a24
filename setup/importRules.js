/**
 * Which room may import which. A room is a folder (or a single file) of a package's `src`; the longest match counts.
 * A room may always import itself. Packages import each other only through the entry points listed here.
 */

const base = ["errors", "image", "components", "config", "protocol"];
const functions = [...base, "functions"];
const files = [...functions, "tiff", "files"];
const pipeline = [...functions, "pipeline"];
const analysis = [...pipeline, "tiff", "files", "microscopes", "results"];

/** @typedef {Readonly<Record<string, readonly string[]>>} Rooms */
/** @typedef {{ source: string, rooms: Rooms | null, entryPoints: readonly string[] }} PackageRules */

/** Rooms of `lib/src`, lowest first, each with the rooms below it that it may import. @type {Rooms} */
export const libRooms = {
  errors: [],
  image: ["errors"],
  components: ["errors"],
  config: ["components", "errors"],
  protocol: ["image", "config", "components", "errors"],
  functions: [...base],
  tiff: ["image", "errors"],
  files: [...functions, "tiff"],
  pipeline: functions,
  microscopes: files,
  results: files,
  stream: analysis,
  compile: [...analysis, "stream"],
  travel: ["functions", "config", "errors"],
  samples: ["functions", "microscopes", "tiff", "files", "results", "components", "errors", "image"],
  display: ["results", "pipeline", "functions", "config", "image", "protocol", "errors"],
  engine: [...analysis, "compile", "stream", "display"],
  cli: [...analysis, "compile", "stream", "display", "samples", "travel", "engine"],
  index: [...analysis, "compile", "stream", "display", "samples", "engine"],
};

/**
 * The packages: where their sources lie, and which entry points of `titer` they may import.
 *
 * @type {Readonly<Record<string, PackageRules>>}
 */
export const packages = {
  lib: { source: "lib/src", rooms: libRooms, entryPoints: [] },
  kernel: {
    source: "kernel/src",
    rooms: null,
    entryPoints: [
      "titer",
      "titer/functions",
      "titer/config",
      "titer/display",
      "titer/engine",
      "titer/image",
      "titer/pipeline",
      "titer/protocol",
      "titer/stream",
      "titer/errors",
      "titer/travel",
      // Its own, for what is no compiled TypeScript.
      "@titer/kernel/typescript",
    ],
  },
  extension: {
    source: "extension/src",
    rooms: null,
    entryPoints: [
      "titer/protocol",
      "titer/stream",
      "titer/config",
      "titer/components",
      "titer/image",
      "titer/pipeline",
      "titer/errors",
      "titer/results",
    ],
  },
};
