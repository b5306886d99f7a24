import { dirname, join } from "node:path";
import type { Plan, PlannedSummary } from "../compile/plan.ts";
import { writeFileAtomic } from "../files/disk/atomic.ts";
import {
  type AnalysisTable,
  globalSummaryCsv,
  heatMap,
  isObjectTable,
  measurements,
  type PlateSummary,
  plateSummary,
  summaryCsv,
} from "../results/index.ts";
import { collectTable, doneWells } from "./collectTable.ts";
import { tableName } from "./wellTables.ts";

/** The summary of a plate's tables over its wells that are done; undefined when the plan has none. */
export function summaryOf(plan: Plan): PlateSummary | undefined {
  const { summary } = plan.output;
  if (summary === null) return undefined;
  return plateSummary(doneWells(plan), analysesOf(plan, summary), summary.metadata);
}

/** The tables of a plan that its summary takes, over the wells that are done. */
function analysesOf(plan: Plan, { tables }: PlannedSummary): (AnalysisTable & { readonly file: string })[] {
  // a step that is routed by component stands several times in a plan, with the same tables
  const all = new Map(
    plan.steps.flatMap((step) => step.tables.map((table) => [tableName(step.name, table.name), { step, table }])),
  );
  return tables.flatMap((name) => {
    const found = all.get(name);
    if (!found) return [];
    return [{ file: name, name: name.replaceAll("_", " "), table: collectTable(plan, found.step, found.table) }];
  });
}

/** Writes a plate's summary beside its tables, and a heat map of each: numbers of objects, or the first measurement of images. */
export function writeSummary(plan: Plan): void {
  const { root, results, summary } = plan.output;
  const found = summaryOf(plan);
  if (summary === null || found === undefined) return;
  writeFileAtomic(join(root, results, summary.file), summaryCsv(found, summary.metaxpressStyle));
  const wells = found.rows.map(({ well }) => well);
  for (const { file, name, table } of analysesOf(plan, summary)) {
    const value = isObjectTable(table.columns) ? undefined : measurements(table.columns)[0]?.name;
    const title = `${summary.metadata.plateName ?? plan.plate.name}, ${name}`;
    const { svg } = heatMap(table, { title, wells, ...(value === undefined ? {} : { value }) });
    writeFileAtomic(join(root, results, `${file}_${value ?? "count"}.svg`), svg);
  }
}

/**
 * Writes the summary of several plates beside the output folder of the first one.
 *
 * @returns its path; undefined when fewer than two plates have a summary.
 */
export function writeGlobalSummary(plans: readonly Plan[]): string | undefined {
  const summarized = plans.flatMap((plan) => {
    const found = summaryOf(plan);
    return found === undefined ? [] : [{ plan, found }];
  });
  const [first, second] = summarized;
  if (first === undefined || second === undefined || first.plan.output.summary === null) return undefined;
  const { globalFile, metaxpressStyle } = first.plan.output.summary;
  const path = join(dirname(first.plan.output.root), globalFile);
  writeFileAtomic(
    path,
    globalSummaryCsv(
      summarized.map(({ found }) => found),
      metaxpressStyle,
    ),
  );
  return path;
}
