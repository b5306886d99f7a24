import { AnalysisConsolidationConfig, PlateMetadataConfig } from "../../config/index.ts";
import type { PlateIndex } from "../../microscopes/plateIndex.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { PlannedSummary } from "../plan.ts";

/** The ending of the tables that are written for all plates; a summary is made of them. */
const tableEnding = ".csv";

/** Which tables a plate's summary takes and where it goes; null when it is switched off or there is no table. */
export function planSummary(tables: readonly string[], plate: PlateIndex, problems: Problem[]): PlannedSummary | null {
  const { enabled, metaxpressStyle, fileExtensions, excludePatterns, outputFilename, globalSummaryFilename } =
    new AnalysisConsolidationConfig.Lazy();
  if (!enabled || !fileExtensions.includes(tableEnding)) return null;
  for (const [field, name] of Object.entries({ outputFilename, globalSummaryFilename })) {
    if (!/^[^/\\]+\.csv$/.test(name) || name.startsWith(".")) problems.push(badName(field, name));
  }
  const taken = tables.find((table) => `${table}${tableEnding}` === outputFilename);
  if (taken !== undefined) problems.push(badName("outputFilename", outputFilename));
  const patterns = excludePatterns.flatMap((pattern) => expression(pattern, problems));
  const chosen = tables.filter((table) => !patterns.some((pattern) => pattern.test(`${table}${tableEnding}`)));
  if (chosen.length === 0) return null;
  const { barcode, plateName, plateId, description, acquisitionUser, zStep } = new PlateMetadataConfig.Lazy();
  return {
    tables: chosen,
    file: outputFilename,
    globalFile: globalSummaryFilename,
    metaxpressStyle,
    metadata: { barcode, plateName: plateName ?? plate.name, plateId, description, acquisitionUser, zStep },
  };
}

/** A pattern that matches from the beginning of a name, as in the seeds. */
function expression(pattern: string, problems: Problem[]): RegExp[] {
  try {
    return [new RegExp(`^(?:${pattern})`, "i")];
  } catch {
    problems.push({
      code: "BAD_PATTERN",
      field: "AnalysisConsolidationConfig.excludePatterns",
      message: `"${pattern}" is no regular expression`,
      hint: 'Give patterns of file names, such as ".*summary.*".',
      value: pattern,
    });
    return [];
  }
}

function badName(field: string, name: string): Problem {
  return {
    code: "BAD_FILE_NAME",
    field: `AnalysisConsolidationConfig.${field}`,
    message: `"${name}" can't be the name of a summary`,
    hint: "Give a file name with the ending .csv that no table has, without folders.",
    value: name,
  };
}
