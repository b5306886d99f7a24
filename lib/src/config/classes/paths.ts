import type { ConfigClass } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";
import { StepWellFilterConfig, WellFilterConfig, type WellFilterFields } from "./wellFilter.ts";

const folderName = (value: string): string | undefined =>
  value === "" || /[/\\]/.test(value) ? "text that fits into one folder's name and is not empty" : undefined;

const relativeFolder = (value: string): string | undefined =>
  value === "" || /^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(value)
    ? "a folder inside the output, without .. and not absolute"
    : undefined;

const pathPlanning = {
  outputDirSuffix: {
    kind: "text",
    default: "_titer",
    check: folderName as (value: string) => string | undefined,
    doc: "Added to the plate's name for the output folder; results never go into the plate.",
  },
  globalOutputFolder: {
    kind: "text",
    default: null,
    nullable: true,
    doc: "Folder in which output folders are made; none puts them beside the plate.",
  },
  subDir: {
    kind: "text",
    default: "images",
    check: relativeFolder as (value: string) => string | undefined,
    doc: "Folder of the images inside the output.",
  },
} as const;

/** Where results go. */
export type PathPlanningFields = WellFilterFields & ValuesOf<typeof pathPlanning>;
export const PathPlanningConfig: ConfigClass<PathPlanningFields> = defineConfig("PathPlanningConfig", {
  doc: "Where results go.",
  extends: [WellFilterConfig],
  fields: pathPlanning,
});

const stepMaterialization = {
  subDir: {
    kind: "text",
    default: "checkpoints",
    check: relativeFolder as (value: string) => string | undefined,
    doc: "Folder of the step's images inside the output.",
  },
  enabled: { kind: "boolean", default: false, doc: "Whether the step's images are written as well." },
} as const;

/** Whether and where a step's images are kept. */
export type StepMaterializationFields = PathPlanningFields & ValuesOf<typeof stepMaterialization>;
export const StepMaterializationConfig: ConfigClass<StepMaterializationFields> = defineConfig(
  "StepMaterializationConfig",
  {
    doc: "Whether and where the images of a step in the middle are kept.",
    extends: [StepWellFilterConfig, PathPlanningConfig],
    fields: stepMaterialization,
  },
);
