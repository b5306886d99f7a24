import type { ConfigClass } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";

const napari = {
  colormap: { kind: "text", default: "gray", doc: "Name of a napari colour map." },
  variableSizeHandling: {
    kind: "choice",
    choices: ["separate_layers", "pad_to_max"],
    default: "pad_to_max",
    doc: "What is done with images of different size.",
  },
  siteMode: { kind: "choice", choices: ["layer", "stack"], default: "stack", doc: "How sites are shown." },
  channelMode: { kind: "choice", choices: ["layer", "stack"], default: "stack", doc: "How channels are shown." },
  zMode: { kind: "choice", choices: ["layer", "stack"], default: "stack", doc: "How z planes are shown." },
  timepointMode: { kind: "choice", choices: ["layer", "stack"], default: "stack", doc: "How timepoints are shown." },
  wellMode: { kind: "choice", choices: ["layer", "stack"], default: "stack", doc: "How wells are shown." },
  sourceMode: { kind: "choice", choices: ["layer", "stack"], default: "layer", doc: "How steps are shown." },
} as const;

/** How napari shows planes. */
export type NapariDisplayFields = ValuesOf<typeof napari>;
export const NapariDisplayConfig: ConfigClass<NapariDisplayFields> = defineConfig("NapariDisplayConfig", {
  doc: "How napari shows planes.",
  extends: [],
  fields: napari,
});

const fiji = {
  lut: { kind: "text", default: "Grays", doc: "Name of an ImageJ lookup table." },
  autoContrast: { kind: "boolean", default: true, doc: "Whether contrast follows the pixels." },
  siteMode: {
    kind: "choice",
    choices: ["window", "channel", "slice", "frame"],
    default: "frame",
    doc: "The hyperstack dimension of sites.",
  },
  channelMode: {
    kind: "choice",
    choices: ["window", "channel", "slice", "frame"],
    default: "channel",
    doc: "The hyperstack dimension of channels.",
  },
  zMode: {
    kind: "choice",
    choices: ["window", "channel", "slice", "frame"],
    default: "slice",
    doc: "The hyperstack dimension of z planes.",
  },
  timepointMode: {
    kind: "choice",
    choices: ["window", "channel", "slice", "frame"],
    default: "frame",
    doc: "The hyperstack dimension of timepoints.",
  },
  wellMode: {
    kind: "choice",
    choices: ["window", "channel", "slice", "frame"],
    default: "frame",
    doc: "The hyperstack dimension of wells.",
  },
  sourceMode: {
    kind: "choice",
    choices: ["window", "channel", "slice", "frame"],
    default: "window",
    doc: "The hyperstack dimension of steps.",
  },
} as const;

/** How Fiji shows planes. */
export type FijiDisplayFields = ValuesOf<typeof fiji>;
export const FijiDisplayConfig: ConfigClass<FijiDisplayFields> = defineConfig("FijiDisplayConfig", {
  doc: "How Fiji shows planes.",
  extends: [],
  fields: fiji,
});
