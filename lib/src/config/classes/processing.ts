import { allComponents, GroupBy, type VariableComponents } from "../../components/index.ts";
import type { ConfigClass } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";

const processing = {
  variableComponents: {
    kind: "choices",
    choices: allComponents as readonly VariableComponents[],
    default: ["site"],
    doc: "Which components vary inside a group: the planes that a call gets at once; each but the multiprocessingAxis.",
  },
  groupBy: {
    kind: "choice",
    choices: Object.values(GroupBy) as readonly GroupBy[],
    default: "channel",
    doc: "Which component routes a record of functions.",
  },
  inputSource: {
    kind: "choice",
    choices: ["previous", "pipeline_start"],
    default: "previous",
    doc: "Whether a step reads the step before it or the plate.",
  },
} as const;

/** How a step groups and routes planes. */
export type ProcessingFields = ValuesOf<typeof processing>;
export const ProcessingConfig: ConfigClass<ProcessingFields> = defineConfig("ProcessingConfig", {
  doc: "How a step groups and routes planes.",
  extends: [],
  fields: processing,
});

const sequential = {
  sequentialComponents: {
    kind: "choices",
    choices: allComponents as readonly VariableComponents[],
    default: [],
    doc: "Components whose values run one after the other through the whole pipeline, to save memory.",
  },
} as const;

/** What runs one after the other. */
export type SequentialProcessingFields = ValuesOf<typeof sequential>;
export const SequentialProcessingConfig: ConfigClass<SequentialProcessingFields> = defineConfig(
  "SequentialProcessingConfig",
  { doc: "Components that a whole pipeline takes one after the other.", extends: [], fields: sequential },
);
