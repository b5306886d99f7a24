import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../compile/plan.ts";
import { writeFileAtomic } from "../files/disk/atomic.ts";
import { toCsv } from "../results/index.ts";
import { collectTable } from "./collectTable.ts";
import { writing } from "./outputError.ts";
import { tableName } from "./wellTables.ts";

/** Writes each table of a run over all its finished wells: `results/<step>_<table>.csv`. */
export function mergeTables(plan: Plan): void {
  const { root, results } = plan.output;
  // A step that is routed by component stands several times in a plan, with the same tables.
  const tables = new Map(
    plan.steps.flatMap((step) => step.tables.map((table) => [tableName(step.name, table.name), { step, table }])),
  );
  writing(root, () => {
    if (tables.size > 0) mkdirSync(join(root, results), { recursive: true });
    for (const [name, { step, table }] of tables) {
      writeFileAtomic(join(root, results, `${name}.csv`), toCsv(collectTable(plan, step, table)));
    }
  });
}
