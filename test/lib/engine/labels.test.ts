import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { label, maxProjection, thresholdOtsu } from "#lib/functions/library/index.js";
import { validateStore } from "#lib/microscopes/disk/validateStore.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { python } from "../python.js";
import { temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "B02"], 1, 2, 2));
const project = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
const segment = new FunctionStep({ name: "segment", func: [thresholdOtsu, label] });

test("a run that ends with labels keeps them below their images, and their outlines for ImageJ beside the tables", async () => {
  const plan = await plate.compile([project, segment], { outputRoot: join(folder, "labels") });
  const run = plate.execute(plan, { executor: "inline" });
  const { output, failures } = await run;
  expect(failures).toEqual([]);
  const store = join(output, plan.plan.output.store.path);
  expect(readdirSync(join(store, "A", "01", "0")).sort()).toEqual(["labels", "zarr.json"]);
  const { labels } = JSON.parse(readFileSync(join(store, "A", "01", "0", "labels", "zarr.json"), "utf8")).attributes
    .ome;
  expect(labels).toEqual(["segment"]);
  expect(await validateStore(store)).toMatchObject({ valid: true, images: 2 });
  const archives = readdirSync(join(output, "results")).filter((name) => name.endsWith(".zip"));
  expect(archives.sort()).toEqual(
    ["A01", "B02"].flatMap((well) =>
      [1, 2].map((channel) => `segment_outlines_${well}_site-1_channel-${channel}_z-1_timepoint-1.roi.zip`),
    ),
  );
  const { data } = run.image({ well: "B02", site: 1, channel: 2 }).plane;
  const script = `
import sys, json, roifile
print(json.dumps(sorted({int(r.name.split("-")[0]) for r in roifile.roiread(sys.stdin.read())})))`;
  const file = join(output, "results", "segment_outlines_B02_site-1_channel-2_z-1_timepoint-1.roi.zip");
  expect(await python(script, file)).toEqual([...new Set(data)].filter((value) => value > 0).sort((a, b) => a - b));
});
