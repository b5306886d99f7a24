import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { gaussianBlur, label, maxProjection, thresholdOtsu } from "#lib/functions/library/index.js";
import { openPlate } from "#lib/microscopes/disk/plate.js";
import { validateStore } from "#lib/microscopes/disk/validateStore.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { python, testWithZarr } from "../python.js";
import { temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "B02"], 1, 2, 2));
const project = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
const kept = { stepMaterializationConfig: { enabled: true } };
const keptProject = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"], ...kept });
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

const attributesOf = (...path: string[]) => JSON.parse(readFileSync(join(...path, "zarr.json"), "utf8")).attributes.ome;
test("labels lie below the images that they were made of, where these are kept: in the result's store", async () => {
  const outputRoot = join(folder, "below");
  const plan = await plate.compile([keptProject, segment], { outputRoot });
  const { store, checkpoints } = plan.plan.output;
  expect([store.path, checkpoints[0]?.path]).toEqual(["images.zarr", "images.zarr"]);
  const run = plate.execute(plan, { executor: "inline" });
  expect((await run).failures).toEqual([]);
  const image = join(outputRoot, store.path, "B", "02", "0");
  expect(attributesOf(image).multiscales[0].datasets[0].path).toBe("0");
  expect(attributesOf(image, "labels").labels).toEqual(["segment"]);
  expect(attributesOf(image, "labels", "segment")["image-label"].source).toEqual({ image: "../../" });
  expect(await validateStore(join(outputRoot, store.path))).toMatchObject({ valid: true, images: 2 });
  expect(await openPlate(join(outputRoot, store.path))).toMatchObject({ dtype: "uint16", problems: [] });
  const alone = await plate.compile([project, segment], { outputRoot: join(folder, "alone") });
  const other = plate.execute(alone, { executor: "inline" });
  expect((await other).failures).toEqual([]);
  const place = { well: "B02", site: 1, channel: 1 };
  expect(run.image(place).data).toEqual(other.image(place).data);
  expect(run.image({ ...place, step: "project" }).plane.dtype).toBe("uint16");
});

testWithZarr("the field's own packages find such labels", async () => {
  const script = `import sys, json, zarr, yaozarrs, ome_zarr_models.v05 as v05
root = sys.stdin.read()
yaozarrs.validate_zarr_store(root)
group = zarr.open_group(root, mode="r")
v05.HCS.from_zarr(group)
image = v05.Image.from_zarr(group["A/01/0"])
print(json.dumps([image.labels.attributes.ome.labels, str(group["A/01/0/labels/segment/0"].dtype), str(group["A/01/0/0"].dtype)]))`;
  expect(await python(script, join(folder, "below", "images.zarr"))).toEqual([["segment"], "int32", "uint16"]);
});

test("labels of other planes than the images that are kept have a store of their own", async () => {
  const one = new FunctionStep({
    name: "segment",
    func: [maxProjection, thresholdOtsu, label],
    variableComponents: ["z"],
  });
  const blur = new FunctionStep({ name: "blur", func: gaussianBlur, ...kept });
  const plan = await plate.compile([blur, one], { outputRoot: join(folder, "apart") });
  const { store, checkpoints } = plan.plan.output;
  expect([store.path, store.below, checkpoints[0]?.labelNames]).toEqual(["images.zarr", undefined, undefined]);
  expect(checkpoints[0]?.path).toBe("checkpoints.zarr");
});
