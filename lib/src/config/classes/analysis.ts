import type { ConfigClass } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";

const regularExpression = (value: string): string | undefined => {
  try {
    new RegExp(value);
  } catch {
    return "a regular expression";
  }
  return undefined;
};

const consolidation = {
  enabled: { kind: "boolean", default: true, doc: "Whether tables are put together after a plate." },
  metaxpressStyle: { kind: "boolean", default: true, doc: "Whether the summary has MetaXpress header rows." },
  wellPattern: {
    kind: "text",
    default: "([A-Z]\\d{2})",
    check: regularExpression as (value: string) => string | undefined,
    doc: "Regular expression whose first group is the well, for files of other programs; Titer's own tables name it.",
  },
  fileExtensions: { kind: "texts", default: [".csv"], doc: "Files that are read." },
  excludePatterns: {
    kind: "texts",
    default: [".*consolidated.*", ".*metaxpress.*", ".*summary.*"],
    doc: "Regular expressions of files that are left out.",
  },
  outputFilename: { kind: "text", default: "metaxpress_style_summary.csv", doc: "Summary of a plate." },
  globalSummaryFilename: {
    kind: "text",
    default: "global_metaxpress_summary.csv",
    doc: "Summary of several plates.",
  },
} as const;

/** How tables become a summary. */
export type AnalysisConsolidationFields = ValuesOf<typeof consolidation>;
export const AnalysisConsolidationConfig: ConfigClass<AnalysisConsolidationFields> = defineConfig(
  "AnalysisConsolidationConfig",
  { doc: "How tables of a plate become one summary.", extends: [], fields: consolidation },
);

const plateMetadata = {
  barcode: { kind: "text", default: null, nullable: true, doc: "Barcode on the plate." },
  plateName: { kind: "text", default: null, nullable: true, doc: "Name in the summary; none takes the folder's." },
  plateId: { kind: "text", default: null, nullable: true, doc: "Identifier in the summary." },
  description: { kind: "text", default: null, nullable: true, doc: "Free text in the summary." },
  acquisitionUser: { kind: "text", default: "Titer", doc: "Who took the images." },
  zStep: { kind: "number", default: 1, min: 0, doc: "Z step in the summary's header." },
} as const;

/** What a summary says about a plate. */
export type PlateMetadataFields = ValuesOf<typeof plateMetadata>;
export const PlateMetadataConfig: ConfigClass<PlateMetadataFields> = defineConfig("PlateMetadataConfig", {
  doc: "What a summary says about its plate.",
  extends: [],
  fields: plateMetadata,
});

const experimental = {
  configFileName: { kind: "text", default: "config.xlsx", doc: "Workbook that describes the experiment." },
  designSheetName: { kind: "text", default: "drug_curve_map", doc: "Sheet of conditions and doses." },
  plateGroupsSheetName: { kind: "text", default: "plate_groups", doc: "Sheet of replicates." },
  normalizationMethod: {
    kind: "choice",
    choices: ["fold_change", "z_score", "percent_control"],
    default: "fold_change",
    doc: "How values are related to the controls: value / mean, (value - mean) / SD, or 100 value / mean.",
  },
  exportRawResults: { kind: "boolean", default: true, doc: "Whether values without normalization are written too." },
  exportHeatmaps: { kind: "boolean", default: true, doc: "Whether plate heat maps are written." },
  autoDetectFormat: { kind: "boolean", default: true, doc: "Whether the instrument's format is found by itself." },
  defaultFormat: {
    kind: "choice",
    choices: ["EDDU_CX5", "EDDU_metaxpress"],
    default: null,
    nullable: true,
    doc: "The format when it is not found by itself.",
  },
} as const;

/** How an experiment's conditions are analysed. */
export type ExperimentalAnalysisFields = ValuesOf<typeof experimental>;
export const ExperimentalAnalysisConfig: ConfigClass<ExperimentalAnalysisFields> = defineConfig(
  "ExperimentalAnalysisConfig",
  { doc: "How the conditions of an experiment are analysed.", extends: [], fields: experimental },
);
