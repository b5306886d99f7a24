import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../compile/plan.ts";
import { saveTable } from "../results/disk/save.ts";
import { collectTable } from "./collectTable.ts";
import { writing } from "./outputError.ts";
import { writeSummary } from "./summaries.ts";
import { tableName } from "./wellTables.ts";

/** Writes each table of a run over all its finished wells: `results/<step>_<table>.csv`, `.json` and `.parquet`, and the plate's summary. */
export function mergeTables(plan: Plan): void {
  const { root, results } = plan.output;
  // A step that is routed by component stands several times in a plan, with the same tables.
  const tables = new Map(
    plan.steps.flatMap((step) => step.tables.map((table) => [tableName(step.name, table.name), { step, table }])),
  );
  writing(root, () => {
    if (tables.size > 0) mkdirSync(join(root, results), { recursive: true });
    for (const [name, { step, table }] of tables) {
      const whole = collectTable(plan, step, table);
      for (const ending of ["csv", "json", "parquet"]) saveTable(join(root, results, `${name}.${ending}`), whole);
    }
    writeSummary(plan);
  });
}
