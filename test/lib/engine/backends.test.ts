// "Backend switching (disk, zarr, memory)", as the seeds' testing strategy asks: wherever planes lie, they are the same.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import type { Plan } from "#lib/compile/index.js";
import { type ConfigInput, type Given, withConfig, type ZarrFields } from "#lib/config/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { Run } from "#lib/engine/run.js";
import { maxProjection } from "#lib/functions/library/index.js";
import type { Plane } from "#lib/image/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { python } from "../python.js";
import { hashes, pipeline, resultHashes, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // runs compute on busy machines

const folder = temporaryFolder();
const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01", "B02"]));
let outputs = 0;

/** A run that has ended; in an object, because whoever awaits a run gets its result. */
async function run(config: ConfigInput, steps = pipeline): Promise<{ readonly run: Run; readonly plan: Plan }> {
  const outputRoot = join(folder, `output-${++outputs}`);
  const compiled = await withConfig("pipeline", config, () => plate.compile(steps, { outputRoot }));
  const started = plate.execute(compiled, { executor: "inline" });
  expect((await started).failures).toEqual([]);
  return { run: started, plan: compiled.plan };
}

/** All planes of a result, as numbers. */
function pixels(of: Run, step?: string): number[][] {
  return ["A01", "B02"].flatMap((well) =>
    [1, 2].flatMap((site) =>
      [1, 2].map((channel) => [...of.image({ well, site, channel, ...(step ? { step } : {}) }).plane.data]),
    ),
  );
}

const { run: memory } = await run({});

test("the files of a result, whatever keeps them: planes of the store, tables, and what is laid over them in memory", async () => {
  const { files } = await memory;
  expect(files.list("images.zarr", "zarr")).toEqual(["A", "B"]);
  const stored = files.load("images.zarr/A/01/0/0/0.1.0") as Plane; // site 1, the second channel
  expect(stored.data).toEqual(memory.image({ well: "A01", site: 1, channel: 2 }).plane.data);
  files.save("notes.txt", "seen", "memory");
  expect([files.load("notes.txt"), files.exists("notes.txt", "disk")]).toEqual(["seen", false]);
});

test.each(["disk", "zarr"] as const)(
  "planes that wait between steps on %s are those that wait in memory",
  async (intermediateBackend) => {
    const { run: other } = await run({ vfsConfig: { intermediateBackend } });
    // A store's own metadata names the plan that made it.
    const isData = (path: string) => !path.startsWith(".titer") && path !== join("images.zarr", "zarr.json");
    const data = (output: string) =>
      Object.fromEntries(Object.entries(resultHashes(output)).filter(([path]) => isData(path)));
    expect(data(other.output)).toEqual(data(memory.output));
    expect(existsSync(join(other.output, ".titer", "intermediate"))).toBe(false);
  },
);

test("a result in TIFF files has the pixels of one in zarr; tables do not change", async () => {
  const { run: disk } = await run({ vfsConfig: { materializationBackend: "disk", intermediateBackend: "disk" } });
  expect(pixels(disk)).toEqual(pixels(memory));
  expect(disk.table("count").rows()).toEqual(memory.table("count").rows());
  expect(readdirSync(join(disk.output, "images"))).toHaveLength(8);
});

test.each<[Given<ZarrFields>, number]>([
  [{ compressor: "none" }, 1],
  [{ compressor: "zlib", compressionLevel: 3, chunkStrategy: "well" }, 2],
  [{ compressor: "zstd", chunkStrategy: "file" }, 1],
  [{ compressor: "lz4", chunkStrategy: "custom", chunk: "1,2,1,40,50", shard: "1,2,1,80,150" }, 2],
  [{ compressor: "blosc", bloscCodec: "zstd", shuffle: "bit", ngff: "0.4" }, 1],
])("stores of %o, of results and between steps, have the same pixels", async (zarrConfig, planesPerFile) => {
  const { run: other, plan } = await run({ zarrConfig, vfsConfig: { intermediateBackend: "zarr" } });
  expect(pixels(other)).toEqual(pixels(memory));
  const { file } = plan.output.store;
  expect(file.t * file.c * file.z).toBe(planesPerFile);
});

test("tifffile reads the files, and they open as a plate with calibration, positions and channels", async () => {
  const index = {
    ...plate.index,
    pixelSizeUm: 0.65,
    positions: [1, 2].map((site) => ({ site, y: 0, x: site * 80 - 120 })),
    channels: [
      { id: 1, name: "DAPI" },
      { id: 2, name: "µ & <2>" },
    ],
  };
  const { Plate } = await import("#lib/engine/plate.js");
  const calibrated = new Plate(index);
  const outputRoot = join(folder, "calibrated");
  const plan = await withConfig("pipeline", { vfsConfig: { materializationBackend: "disk" } }, () =>
    calibrated.compile(pipeline, { outputRoot }),
  );
  await calibrated.execute(plan, { executor: "inline" });
  const opened = await PipelineOrchestrator.open(join(outputRoot, "images"));
  expect(opened.index).toMatchObject({
    wells: [{ well: "A01" }, { well: "B02" }],
    pixelSizeUm: 0.65,
    positions: [
      { site: 1, y: 0, x: -40 },
      { site: 2, y: 0, x: 40 },
    ],
    channels: index.channels,
    grid: { rows: 1, columns: 2 },
    missing: [],
    problems: [],
  });
  const script = `
import sys, json, tifffile
with tifffile.TiffFile(sys.stdin.read()) as f:
    page = f.pages[0]
    info = tifffile.tifffile.metaseries_description_metadata(page.description)["PlaneInfo"]
    print(json.dumps([page.dtype.name, page.shape, int(page.asarray().sum()), info["spatial-calibration-x"], info["_IllumSetting_"]]))`;
  const file = join(outputRoot, "images", "B02_s002_w2_z001_t001.tif");
  const said = await python(script, file);
  const { data } = opened.image({ well: "B02", site: 2, channel: 2 }).plane;
  expect(said).toEqual(["uint16", [96, 128], [...data].reduce((sum, value) => sum + value, 0), 0.65, "µ & <2>"]);
});

test("a checkpoint beside the output is written, read, resumed, and begun anew when it is gone", async () => {
  const steps = [
    new FunctionStep({
      name: "project",
      func: maxProjection,
      variableComponents: ["z"],
      stepMaterializationConfig: { enabled: true, outputDirSuffix: "_checkpoint" },
    }),
    ...pipeline.slice(1),
  ];
  const config: ConfigInput = {
    pathPlanningConfig: { globalOutputFolder: folder },
    vfsConfig: { materializationBackend: "disk" },
  };
  const plan = await withConfig("pipeline", config, () => plate.compile(steps));
  const first = plate.execute(plan, { executor: "inline" });
  await first;
  const beside = join(folder, "plate_checkpoint");
  const written = hashes(join(beside, "checkpoints"));
  expect(Object.keys(written)).toHaveLength(8);
  expect(pixels(first, "project")).not.toEqual(pixels(first));
  const again = await plate.execute(plan, { executor: "inline" });
  expect(again.wells.map(({ state }) => state)).toEqual(["skipped", "skipped"]);
  rmSync(beside, { recursive: true });
  const anew = await plate.execute(plan, { executor: "inline" });
  expect(anew.wells.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(hashes(join(beside, "checkpoints"))).toEqual(written);
});
