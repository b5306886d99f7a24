import type { ConfigClass } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";

const wellFilter = {
  wellFilter: {
    kind: "wellFilter",
    default: null,
    nullable: true,
    doc: "Which wells: ids, the first so many, A01,B02, row:A, col:01-06 or A01:B06; none selects all.",
  },
  wellFilterMode: {
    kind: "choice",
    choices: ["include", "exclude"],
    default: "include",
    doc: "Whether the filter names the wells to take or those to leave out.",
  },
} as const;

/** A selection of wells. */
export type WellFilterFields = ValuesOf<typeof wellFilter>;
export const WellFilterConfig: ConfigClass<WellFilterFields> = defineConfig("WellFilterConfig", {
  doc: "Which wells are processed at all.",
  extends: [],
  fields: wellFilter,
});

/** The selection that steps inherit. */
export const StepWellFilterConfig: ConfigClass<WellFilterFields> = defineConfig("StepWellFilterConfig", {
  doc: "Which wells a step's outputs are kept or streamed for.",
  extends: [WellFilterConfig],
  fields: {},
});
