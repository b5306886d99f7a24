import { dirname, join } from "node:path";
import type { Plan } from "../compile/plan.ts";
import { writeFileAtomic } from "../files/disk/atomic.ts";
import { globalSummaryCsv, type PlateSummary, plateSummary, summaryCsv } from "../results/index.ts";
import { collectTable, doneWells } from "./collectTable.ts";
import { tableName } from "./wellTables.ts";

/** The summary of a plate's tables over its wells that are done; undefined when the plan has none. */
export function summaryOf(plan: Plan): PlateSummary | undefined {
  const { summary } = plan.output;
  if (summary === null) return undefined;
  // a step that is routed by component stands several times in a plan, with the same tables
  const tables = new Map(
    plan.steps.flatMap((step) => step.tables.map((table) => [tableName(step.name, table.name), { step, table }])),
  );
  const analyses = summary.tables.flatMap((name) => {
    const found = tables.get(name);
    return found ? [{ name: name.replaceAll("_", " "), table: collectTable(plan, found.step, found.table) }] : [];
  });
  return plateSummary(doneWells(plan), analyses, summary.metadata);
}

/** Writes a plate's summary beside its tables. */
export function writeSummary(plan: Plan): void {
  const { root, results, summary } = plan.output;
  const found = summaryOf(plan);
  if (summary === null || found === undefined) return;
  writeFileAtomic(join(root, results, summary.file), summaryCsv(found, summary.metaxpressStyle));
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
