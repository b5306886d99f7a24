import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { maxProjection } from "#lib/functions/index.js";
import { FunctionStep, PipelineOrchestrator, synthesize, withConfig } from "#lib/index.js";
import { validateStore } from "#lib/microscopes/disk/validateStore.js";

const folder = mkdtempSync(join(tmpdir(), "titer-pyramid-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("results get coarser levels unless the configuration says no, are valid with and without, and say what made them", async () => {
  const { path } = await synthesize(join(folder, "plate"), { wells: 1, sites: 2, channels: 1, z: 2, size: 600 });
  const plate = await PipelineOrchestrator.open(path);
  const steps = [new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] })];
  for (const pyramid of [true, false]) {
    const outputRoot = join(folder, String(pyramid));
    const plan = await withConfig("pipeline", { zarrConfig: { pyramid } }, () => plate.compile(steps, { outputRoot }));
    await plate.execute(plan, { executor: "inline" });
    expect(await validateStore(join(outputRoot, plan.plan.output.store.path))).toEqual({
      valid: true,
      wells: 1,
      images: 2,
      arrays: pyramid ? 6 : 2, // 600, 300, 150
      planes: pyramid ? 6 : 2,
      problems: [],
    });
    const document = readFileSync(join(outputRoot, plan.plan.output.store.path, "zarr.json"), "utf8");
    expect(JSON.parse(document).attributes.titer).toMatchObject({
      plan: plan.plan.digest,
      plate: { format: "imagexpress" },
      steps: [{ name: "project", functions: [{ id: "titer.maxProjection" }] }],
    });
    expect(document).not.toContain(folder); // a store can be moved
  }
});
