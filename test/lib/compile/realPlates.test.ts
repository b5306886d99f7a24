import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { compile, type Plan } from "#lib/compile/index.js";
import { createProjection, stackPercentileNormalize } from "#lib/functions/library/index.js";
import { openPlate } from "#lib/microscopes/disk/plate.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { describeWithPlates } from "../realPlates.js";

const norm = [
  new FunctionStep({ name: "project", func: createProjection, variableComponents: ["z"] }),
  new FunctionStep({ name: "normalize", func: stackPercentileNormalize }),
];

/** Files that a plan loads, and planes that it stores. */
function traffic(plan: Plan): { readonly loads: number; readonly stores: number } {
  const calls = plan.wells.flatMap(({ schedule }) => plan.schedules[schedule]!.calls);
  const sum = (count: (call: (typeof calls)[number]) => number) =>
    calls.reduce((total, call) => total + count(call), 0);
  return {
    loads: new Set(plan.wells.flatMap(({ files }) => files)).size,
    stores: sum((call) => call.store.length),
  };
}

describeWithPlates("real plates compile", (plates) => {
  test("ImageXpress 9987: 24 z planes become 8 projections, the instrument's own are left alone", async () => {
    const plan = await compile(norm, await openPlate(join(plates, "ix_faim_9987_3433")));
    expect(traffic(plan)).toEqual({ loads: 24, stores: 8 });
    expect(plan.output.store).toMatchObject({ shape: { t: 1, c: 2, z: 1, y: 256, x: 256 }, sites: [1, 2] });
    expect(plan.output.root).toBe(join(plates, "ix_faim_9987_3433_titer"));
  });

  test("a plate with ragged z and a channel of projections only: 84 planes of 3 channels become 12", async () => {
    const plan = await compile(norm, await openPlate(join(plates, "ix_projection_mix_noHTD")));
    expect(traffic(plan)).toEqual({ loads: 84, stores: 12 });
    expect(plan.output.store.channels.map(({ id }) => id)).toEqual([1, 2, 4]);
  });

  test("Opera Phenix: six channels of one field stay apart", async () => {
    const plan = await compile(norm, await openPlate(join(plates, "phenix_pe2loaddata_v5_2023")));
    expect(traffic(plan)).toEqual({ loads: 6, stores: 6 });
    expect(plan.wells.map(({ well, row, column }) => [well, row, column])).toEqual([["A01", "A", "01"]]);
  });
});
