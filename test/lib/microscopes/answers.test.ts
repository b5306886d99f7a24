import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { maxProjection } from "#lib/functions/index.js";
import { PlanePool } from "#lib/image/pool.js";
import {
  FunctionStep,
  type OpenOptions,
  openPlate,
  PipelineOrchestrator,
  type PlateIndex,
  parseCsv,
  readPlane,
} from "#lib/index.js";
import { temporaryFolder } from "../engine/support.js";
import { describeWithPlates } from "../realPlates.js";

jest.setTimeout(120_000); // real plates on busy machines

const folder = temporaryFolder();

/** A plate of the shared ones, and what its README says of it. */
interface Answer {
  readonly wells: readonly string[];
  readonly images: number;
  readonly counts: readonly [sites: number, channels: number, z: number];
  readonly projections?: number;
  readonly shape: readonly [y: number, x: number];
  readonly dtype?: string;
  readonly pixelSizeUm: number | null;
  /** Sum of the pixels of all planes of the stack, by tifffile and zarr-python. */
  readonly sum?: number;
  readonly options?: OpenOptions;
}

const stacks = [
  [48432023, 46341875, 43548384],
  [53286749, 52960851, 52684898],
  [50820587, 48850362, 45282138],
  [54164570, 53558975, 52982454],
  [62893876, 58547721, 50598512],
  [58271430, 56483932, 54691639],
  [68444291, 66578191, 57099565],
  [60412474, 58823881, 56363470],
];
const faim = stacks.flat().reduce((a, b) => a + b);
const phenix = [166426344, 9227406462, 3215735733, 2150799509, 1339741649, 186433673];
const human = { pattern: String.raw`_(?<well>[A-P]\d\d)f00d(?<channel>\d)\.tif$` };
const fly = { pattern: String.raw`POS(?<site>\d+)_(?<channel>[DFR])\.TIF$` };
const faimZarr = {
  wells: ["B02", "B03"],
  images: 24,
  counts: [2, 2, 3],
  shape: [256, 256],
  pixelSizeUm: null,
} as const;

const answers: Readonly<Record<string, Answer>> = {
  ix_faim_9987_3420: {
    wells: ["B02"],
    images: 1,
    counts: [1, 1, 1],
    shape: [256, 256],
    pixelSizeUm: 1.3672,
    sum: 68933840,
  },
  ix_faim_9987_3433: { ...faimZarr, images: 32, projections: 8, pixelSizeUm: 1.3672, sum: faim },
  ix_projection_mix_noHTD: {
    wells: ["E07", "E08"],
    images: 96,
    counts: [2, 4, 10],
    projections: 12,
    shape: [512, 512],
    pixelSizeUm: 1.3668,
  },
  phenix_pe2loaddata_v5_2023: {
    wells: ["A01"],
    images: 6,
    counts: [1, 6, 1],
    shape: [1080, 1080],
    pixelSizeUm: 0.5979760809567617,
    sum: phenix.reduce((a, b) => a + b),
  },
  operetta_sonata_ball: {
    wells: ["C03"],
    images: 2,
    counts: [2, 1, 1],
    shape: [1080, 1080],
    pixelSizeUm: 1.1959521619135234,
    sum: 1603484588 + 1360433275,
  },
  "omezarr_ix_faim_9987_3433_v04.zarr": { ...faimZarr, sum: faim },
  "omezarr_ix_faim_9987_3433_v05.zarr": { ...faimZarr, sum: faim },
  omezarr_uzh_operetta_sonata: {
    wells: ["C03"],
    images: 1,
    counts: [1, 1, 1],
    shape: [1080, 2160],
    pixelSizeUm: 1.1959521619135234,
    sum: 1603484588 + 1360433275,
  },
  cp_ExampleHuman: {
    wells: ["D03"],
    images: 3,
    counts: [1, 3, 1],
    shape: [512, 512],
    dtype: "uint8",
    pixelSizeUm: null,
    sum: 4533639 + 2766334 + 7433905,
    options: human,
  },
  cp_ExampleFly: {
    wells: ["A01"],
    images: 9,
    counts: [3, 3, 1],
    shape: [1006, 1000],
    dtype: "uint8",
    pixelSizeUm: null,
    options: fly,
  },
};
const names = Object.keys(answers);
const answer = (name: string) => answers[name] as Answer;

const titer = (...args: string[]) => {
  const { stdout, stderr } = spawnSync(process.execPath, ["lib/bin/titer.js", ...args], { encoding: "utf8" });
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
};
const how = (name: string) =>
  Object.entries(answer(name).options ?? {}).flatMap(([key, value]) => [`--${key}`, String(value)]);

/** Every file with its hash, and every folder, as they are now. */
function stateOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return entry.isFile() ? `${file} ${createHash("sha256").update(readFileSync(file)).digest("hex")}` : file;
    })
    .sort();
}

const pool = new PlanePool(256 << 20);
function pixels<T>(
  plate: PlateIndex,
  file: PlateIndex["wells"][number]["planes"][number],
  use: (data: ArrayLike<number> & Uint8Array) => T,
): T {
  const plane = readPlane(plate, file, pool);
  try {
    return use(plane.data as never);
  } finally {
    pool.release(plane);
  }
}
/** The highest value of each pixel. */
function maximum(planes: readonly Float64Array[]): Float64Array {
  const highest = new Float64Array(planes[0]?.length ?? 0).fill(Number.NEGATIVE_INFINITY);
  for (const plane of planes)
    for (let i = 0; i < plane.length; i++) if (plane[i]! > highest[i]!) highest[i] = plane[i]!;
  return highest;
}
const hashOf = (data: Uint8Array) =>
  createHash("sha256")
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest("hex");
const sumOf = (data: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] as number;
  return sum;
};

describeWithPlates("the answers of the plates' README", (plates) => {
  const before = new Map(names.map((name) => [name, stateOf(join(plates, name))]));

  test.each(names)("%s: titer inspect", (name) => {
    const { wells, images, counts, projections = 0, shape, dtype = "uint16", pixelSizeUm } = answer(name);
    const found = titer("inspect", join(plates, name), "--json", ...how(name));
    expect([found.sites.length, found.channels.length, found.zPlanes.length]).toEqual(counts);
    expect(found).toMatchObject({ wells, imageCount: images, shape: { y: shape[0], x: shape[1] }, dtype, pixelSizeUm });
    expect(found.projections).toHaveLength(projections);
    expect(found.timepoints).toEqual([1]);
    expect([found.missing, found.problems]).toEqual([[], []]);
  });

  test.each(names)("%s: all planes read, through titer read as well", async (name) => {
    const path = join(plates, name);
    const { options, sum } = answer(name);
    const plate = await openPlate(path, options);
    const total = plate.wells
      .flatMap(({ planes }) => planes)
      .reduce((all, file) => all + pixels(plate, file, sumOf), 0);
    if (sum !== undefined) expect(total).toBe(sum);
    const last = plate.wells.at(-1);
    const file = last?.planes.at(-1);
    if (!last || !file) throw new Error("no plane");
    const { site, channel, z } = file.id;
    const choice = ["--well", last.well, "--site", site, "--channel", channel, "--z", z].map(String);
    const read = titer("read", path, ...how(name), ...choice);
    const hash = pixels(plate, file, (data) =>
      createHash("sha256")
        .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
        .digest("hex"),
    );
    expect(read).toEqual({ dtype: plate.dtype, shape: [plate.shape.y, plate.shape.x], sha256: hash });
  });

  test.each(names)("%s: a pipeline projects it", async (name) => {
    const path = join(plates, name);
    const plate = await PipelineOrchestrator.open(path, answer(name).options ?? {});
    const step = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
    const plan = await plate.compile([step], { outputRoot: join(folder, name) });
    const run = plate.execute(plan, { executor: "inline" });
    const result = await run;
    expect([result.state, result.failures]).toEqual(["completed", []]);
    const { index } = plate;
    for (const { well, planes } of index.wells) {
      for (const site of index.sites) {
        for (const { id: channel } of index.channels) {
          const stack = planes.filter(({ id }) => id.site === site && id.channel === channel);
          if (stack.length === 0) continue;
          const highest = maximum(stack.map((file) => pixels(index, file, (data) => Float64Array.from(data))));
          expect(sumOf(run.image({ well, site, channel }).data)).toBe(sumOf(highest));
        }
      }
    }
  });

  test.each(names.filter((name) => name.startsWith("omezarr")))("%s: titer validate", (name) => {
    expect(titer("validate", join(plates, name), "--json")).toMatchObject({ valid: true, problems: [] });
  });

  test("ix_faim_9987_3433: our projection is the instrument's, bit for bit, in all eight stacks", async () => {
    const plate = await PipelineOrchestrator.open(join(plates, "ix_faim_9987_3433"));
    const step = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
    const plan = await plate.compile([step], { outputRoot: join(folder, "bits") });
    const run = plate.execute(plan, { executor: "inline" });
    await run;
    const projections = plate.index.wells.flatMap(({ well, projections: all }) => all.map((file) => ({ well, file })));
    expect(projections).toHaveLength(8);
    for (const { well, file } of projections) {
      const { site, channel } = file.id;
      const ours = run.image({ well, site, channel }).data;
      expect(pixels(plate.index, file, (data) => data.every((value, i) => value === ours[i]))).toBe(true);
    }
  });

  test("ix_faim_9987_3433: channels tell wavelength and exposure, the stack its step", async () => {
    const { channels, zStepUm } = await openPlate(join(plates, "ix_faim_9987_3433"));
    expect(channels).toEqual([
      { id: 1, name: "DAPI", emissionNm: 452, exposureSeconds: 0.1 },
      { id: 2, name: "FITC", emissionNm: 520, exposureSeconds: expect.any(Number) },
    ]);
    expect(zStepUm).toBeGreaterThan(0);
  });

  test("ix_projection_mix_noHTD: the instrument's projections of w1 are never below ours, and equal in 71 to 88 %", async () => {
    const plate = await openPlate(join(plates, "ix_projection_mix_noHTD"));
    for (const { planes, projections } of plate.wells) {
      for (const file of projections.filter(({ id }) => id.channel === 1)) {
        const stack = planes.filter(({ id }) => id.channel === 1 && id.site === file.id.site);
        expect(stack).toHaveLength(10);
        const highest = maximum(stack.map((one) => pixels(plate, one, (data) => Float64Array.from(data))));
        const [below, equal, all] = pixels(plate, file, (data) => {
          let [less, same] = [0, 0];
          for (let i = 0; i < data.length; i++) {
            if (data[i]! < highest[i]!) less++;
            if (data[i] === highest[i]) same++;
          }
          return [less, same, data.length] as const;
        });
        expect(below).toBe(0);
        expect(equal / all).toBeGreaterThan(0.7);
        expect(equal / all).toBeLessThan(0.89);
      }
    }
  });

  test("phenix_pe2loaddata_v5_2023: files, channels, well and position are those of pe2loaddata", async () => {
    const path = join(plates, "phenix_pe2loaddata_v5_2023");
    const plate = await openPlate(path);
    const expected = parseCsv(readFileSync(join(path, "load_data_version5.csv"), "utf8")).row(0);
    const stains = ["OrigDPC", "OrigBrightfield", "OrigRNA", "OrigER", "OrigAGP", "OrigMito"];
    for (const stain of stains) {
      const id = expected[`Metadata_ChannelID_${stain}`] as number;
      expect(plate.channels.find((channel) => channel.id === id)?.name).toBe(expected[`Metadata_ChannelName_${stain}`]);
      const file = plate.wells[0]?.planes.find((plane) => plane.id.channel === id);
      expect(file?.path).toBe(`images/${expected[`FileName_${stain}`]}`);
    }
    for (const stain of stains) {
      const channel = plate.channels.find(({ id }) => id === expected[`Metadata_ChannelID_${stain}`]);
      const positive = (name: string) => (expected[`Metadata_${name}_${stain}`] as number) || undefined;
      expect([channel?.excitationNm, channel?.emissionNm, channel?.exposureSeconds]).toEqual([
        positive("MainExcitationWavelength"),
        positive("MainEmissionWavelength"),
        positive("ExposureTime"),
      ]);
    }
    expect(plate.name).toBe(expected.Metadata_Plate);
    expect([plate.wells[0]?.well, plate.sites]).toEqual([expected.Metadata_Well, [expected.Metadata_Site]]);
    expect(plate.pixelSizeUm).toBeCloseTo((expected.Metadata_ImageResolutionX as number) * 1e6, 12);
    const { x, y } = plate.positions[0] ?? { x: 0, y: 0 };
    expect([x, -y].map((value) => value / 1e6)).toEqual([
      expect.closeTo(expected.Metadata_PositionX as number, 12),
      expect.closeTo(expected.Metadata_PositionY as number, 12),
    ]);
  });

  test.each(["omezarr_ix_faim_9987_3433_v04.zarr", "omezarr_ix_faim_9987_3433_v05.zarr"])(
    "%s holds the planes of 3433",
    async (name) => {
      const [store, files] = await Promise.all([
        openPlate(join(plates, name)),
        openPlate(join(plates, "ix_faim_9987_3433")),
      ]);
      const all = (plate: PlateIndex) =>
        plate.wells.flatMap(({ planes }) => planes.map((file) => pixels(plate, file, hashOf)));
      expect(all(store)).toEqual(all(files));
    },
  );

  test("omezarr_uzh_operetta_sonata: the two halves are the two fields", async () => {
    const [store, files] = await Promise.all([
      openPlate(join(plates, "omezarr_uzh_operetta_sonata")),
      openPlate(join(plates, "operetta_sonata_ball")),
    ]);
    const [tiled] = store.wells[0]?.planes ?? [];
    if (!tiled) throw new Error("no plane");
    const both = pixels(store, tiled, (data) => Uint16Array.from(data));
    for (const [i, file] of (files.wells[0]?.planes ?? []).entries()) {
      const same = pixels(files, file, (data) =>
        data.every((value, at) => both[Math.floor(at / 1080) * 2160 + i * 1080 + (at % 1080)] === value),
      );
      expect(same).toBe(true);
    }
  });

  test.each(names)("%s: after all that, no file or folder of it is another", (name) => {
    expect(stateOf(join(plates, name))).toEqual(before.get(name));
  });
});
