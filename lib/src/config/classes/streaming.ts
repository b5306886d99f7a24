import type { ConfigClass } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";
import { FijiDisplayConfig, type FijiDisplayFields, NapariDisplayConfig, type NapariDisplayFields } from "./display.ts";
import { StepWellFilterConfig, type WellFilterFields } from "./wellFilter.ts";

const streaming = {
  persistent: { kind: "boolean", default: true, doc: "Whether the viewer stays open after the run." },
  host: {
    kind: "text",
    default: "localhost",
    doc: "Machine on which the viewer runs; another one needs transportMode tcp.",
  },
  transportMode: {
    kind: "choice",
    choices: ["ipc", "tcp"],
    default: "ipc",
    doc: "How frames travel: ipc, by the engine's own lines alone; tcp, also by a port of the viewer's own (with a token).",
  },
  replaceLayers: {
    kind: "boolean",
    default: true,
    doc: "Whether a run's planes take the place of an earlier run's; else each run has layers of its own.",
  },
  enabled: { kind: "boolean", default: false, doc: "Whether planes are streamed at all." },
} as const;

/** What every viewer inherits. */
export type StreamingFields = WellFilterFields & ValuesOf<typeof streaming>;
export const StreamingDefaults: ConfigClass<StreamingFields> = defineConfig("StreamingDefaults", {
  doc: "What every streaming viewer inherits.",
  extends: [StepWellFilterConfig],
  fields: streaming,
});
export const StreamingConfig: ConfigClass<StreamingFields> = defineConfig("StreamingConfig", {
  doc: "The common parent of streaming viewers.",
  extends: [StreamingDefaults],
  fields: {},
});

const napari = {
  port: {
    kind: "integer",
    min: 1,
    max: 65535,
    default: 5555,
    doc: "Names the viewer session (napari:5555); with tcp also the port on which it is reached.",
  },
} as const;

/** Streaming to napari. */
export type NapariStreamingFields = StreamingFields & NapariDisplayFields & ValuesOf<typeof napari>;
export const NapariStreamingConfig: ConfigClass<NapariStreamingFields> = defineConfig("NapariStreamingConfig", {
  doc: "Streaming to napari.",
  extends: [StreamingConfig, NapariDisplayConfig],
  fields: napari,
});

const fiji = {
  port: {
    kind: "integer",
    min: 1,
    max: 65535,
    default: 5565,
    doc: "Names the viewer session (fiji:5565); with tcp also the port on which it is reached.",
  },
  fijiExecutablePath: {
    kind: "text",
    default: null,
    nullable: true,
    doc: "Fiji's program, for pipelines of OpenHCS; Titer's viewer shows such sessions itself and starts no program.",
  },
} as const;

/** Streaming to Fiji. */
export type FijiStreamingFields = StreamingFields & FijiDisplayFields & ValuesOf<typeof fiji>;
export const FijiStreamingConfig: ConfigClass<FijiStreamingFields> = defineConfig("FijiStreamingConfig", {
  doc: "Streaming to Fiji.",
  extends: [StreamingConfig, FijiDisplayConfig],
  fields: fiji,
});
