import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { maxProjection } from "#lib/functions/index.js";
import { FunctionStep, PipelineOrchestrator } from "#lib/index.js";
import { describeWithPlates } from "../realPlates.js";

const folder = mkdtempSync(join(tmpdir(), "titer-zarr-run-"));
afterAll(() => rmSync(folder, { recursive: true }));

const steps = [new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] })];

async function project(plate: string, name: string) {
  const opened = await PipelineOrchestrator.open(plate);
  const run = opened.execute(await opened.compile(steps, { outputRoot: join(folder, name) }), { executor: "inline" });
  const result = await run;
  expect(result.state).toBe("completed");
  return { image: (choice: { well: string; site: number; channel: number }) => run.image(choice).data };
}

describeWithPlates("a pipeline over an OME-Zarr plate", (plates) => {
  test("gives the same images as over the files that it was made from", async () => {
    const stored = await project(join(plates, "omezarr_ix_faim_9987_3433_v04.zarr"), "stored");
    const files = await project(join(plates, "ix_faim_9987_3433"), "files");
    for (const well of ["B02", "B03"]) {
      for (const channel of [1, 2]) {
        const choice = { well, site: 2, channel };
        expect(stored.image(choice)).toEqual(files.image(choice));
      }
    }
  });
});
