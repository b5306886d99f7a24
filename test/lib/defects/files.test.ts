import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { countCellsSingleChannel, maxProjection } from "#lib/functions/index.js";
import { FunctionStep, isTiterError, openPlate, PipelineOrchestrator, synthesize } from "#lib/index.js";
import { gridOf } from "#lib/microscopes/grid.js";
import { parseImageXpress } from "#lib/microscopes/imagexpress/fileName.js";
import { temporaryFolder } from "../engine/support.js";
import { describeWithPlates } from "../realPlates.js";

// the numbers are those of OpenHCS' defects in the facts sheet, chapter 15

const folder = temporaryFolder();
const make = async (name: string, format: "imagexpress" | "operaphenix" = "imagexpress") =>
  (await synthesize(join(folder, name), { format, wells: 2, sites: 2, channels: 2, z: 2, size: 64 })).path;

const project = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
const count = new FunctionStep({ name: "count", func: countCellsSingleChannel.with({ minCellArea: 1 }) });

async function execute(path: string, name: string, steps = [project]) {
  const plate = await PipelineOrchestrator.open(path);
  const plan = await plate.compile(steps, { outputRoot: join(folder, name) });
  const run = plate.execute(plan, { executor: "inline" });
  return { result: await run, table: (step: string, table: string) => run.table(step, table), plan: plan.plan };
}

/** All files below a folder. */
const listing = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
const hashes = (path: string) =>
  listing(path).map((file) => `${file} ${createHash("sha256").update(readFileSync(file)).digest("hex")}`);

test("2: a Phenix plate with a missing plane gets no file; the plane is reported as missing", async () => {
  const path = await make("two", "operaphenix");
  rmSync(join(path, "Images/r01c02f02p01-ch2sk1fk1fl1.tiff"));
  const before = hashes(path);
  const { missing } = await openPlate(path);
  expect(missing).toEqual([{ well: "A02", site: 2, channel: 2, z: 1, timepoint: 1 }]);
  expect(hashes(path)).toEqual(before);
});

test("3, 25: a run writes into its output folder only, and leaves no locks or temporary files", async () => {
  const path = await make("three");
  const before = hashes(path);
  const { result } = await execute(path, "three-out");
  expect(result.state).toBe("completed");
  expect(hashes(path)).toEqual(before);
  expect(listing(join(folder, "three-out")).filter((file) => /\.(lock|tmp)$/.test(file))).toEqual([]);
});

test("4: wells in several threads fill one store that was laid out before, many times, and nothing is lost", async () => {
  const { path } = await synthesize(join(folder, "four"), { wells: 6, sites: 2, channels: 1, z: 2, size: 32 });
  const plate = await PipelineOrchestrator.open(path);
  for (let round = 0; round < 3; round++) {
    const plan = await plate.compile([project], { outputRoot: join(folder, `four-${round}`) });
    const result = await plate.execute(plan, { executor: "threads" });
    expect(result.failures).toEqual([]);
    const stored = await openPlate(join(folder, `four-${round}`, plan.plan.output.store.path));
    expect(stored.wells.flatMap(({ planes }) => planes)).toHaveLength(12);
    expect([stored.missing, stored.problems]).toEqual([[], []]);
  }
}, 60_000);

test("5: pixel size, positions, grid and channel names survive from the plate to the stored result", async () => {
  const path = await make("five");
  const { plan } = await execute(path, "five-out");
  const before = await openPlate(path);
  const after = await openPlate(join(folder, "five-out", plan.output.store.path));
  expect(after.pixelSizeUm).toBe(0.65);
  expect(after.channels.map(({ id, name }) => [id, name])).toEqual(before.channels.map(({ id, name }) => [id, name]));
  expect(after.grid).toEqual(before.grid);
  after.positions.forEach(({ y, x }, i) => {
    expect(y).toBeCloseTo(before.positions[i]?.y ?? Number.NaN, 6);
    expect(x).toBeCloseTo(before.positions[i]?.x ?? Number.NaN, 6);
  });
});

test("6: an unreadable file fails its own well, with file, step and component; the others finish", async () => {
  const path = await make("six");
  const file = join(path, "TimePoint_1/ZStep_1/six_A01_s1_w1.TIF");
  truncateSync(file, 2000);
  const { result } = await execute(path, "six-out");
  const [first, second] = result.wells;
  expect(result.state).toBe("completed with failures");
  expect(first?.error?.where).toMatchObject({ well: "A01", step: "project", file });
  expect(second).toMatchObject({ well: "A02", state: "done" });
});

test("7: a missing z plane is an error at compile, never a projection of the rest", async () => {
  const path = await make("seven");
  rmSync(join(path, "TimePoint_1/ZStep_2/seven_A02_s1_w2.TIF"));
  const plate = await PipelineOrchestrator.open(path);
  const error: unknown = await plate
    .compile([project], { outputRoot: join(folder, "seven-out") })
    .catch((caught) => caught);
  expect(isTiterError(error)).toBe(true);
  expect(JSON.stringify(error)).toContain("A02");
  expect(existsSync(join(folder, "seven-out"))).toBe(false);
});

test("8, 10: tables have one row per object, typed, with the well of the planes themselves: A01 is not A10", async () => {
  const path = await make("eight");
  for (const place of listing(path).filter((file) => file.endsWith(".TIF")))
    renameSync(place, place.replace("_A02_", "_A10_"));
  for (const htd of listing(path).filter((file) => file.endsWith(".HTD"))) rmSync(htd);
  const { table } = await execute(path, "eight-out", [project, count]);
  const counts = table("count", "counts").rows();
  const cells = table("count", "cells").rows();
  for (const well of ["A01", "A10"]) {
    const total = counts.filter((row) => row.well === well).reduce((sum, row) => sum + Number(row.cellCount), 0);
    expect(cells.filter((row) => row.well === well)).toHaveLength(total);
  }
  expect(cells.length).toBeGreaterThan(0);
  for (const row of cells)
    for (const [name, value] of Object.entries(row))
      expect([name, typeof value]).toEqual([name, name === "well" ? "string" : "number"]);
});

test("9: the summary counts objects of each well, averages no identifier, and lies where the tables are", async () => {
  const { table, plan } = await execute(await make("nine"), "nine-out", [project, count]);
  const file = join(folder, "nine-out", plan.output.results, plan.output.summary?.file ?? "");
  const [header = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n").slice(6);
  const at = header.split(",").indexOf("Number of Objects (count cells)");
  const cells = table("count", "cells").column("well");
  for (const line of lines) {
    const [well, ...values] = line.split(",");
    expect(Number(values[at - 1])).toBe(cells.filter((one) => one === well).length);
  }
  expect(lines.map((line) => line.split(",")[0])).toEqual(["A01", "A02"]);
  expect(header).not.toMatch(/(Site|Channel|Label|Timepoint|Z) (Mean|Median|Sd)/);
});

test("15: no path that a file names leaves the plate", async () => {
  const path = await make("fifteen");
  for (const outside of ["../fifteen/x.tif", "/etc/passwd", "a/../../x.tif"]) {
    await expect(openPlate(path, { table: [{ path: outside }] })).rejects.toMatchObject({ code: "BAD_TABLE" });
  }
});

test("23: a GUID behind the channel keeps the channel, thumbnails are no images, rows have two letters", () => {
  const guid = "A1B2C3D4-45E4-450A-9919-257C714278F7";
  expect(parseImageXpress(`plate_A01_s1_w2${guid}.tif`)?.channel).toBe(2);
  expect(parseImageXpress(`plate_A01_s1_w2_thumb${guid}.tif`)).toBeUndefined();
  expect(parseImageXpress("plate_AF48_s1_w2.tif")?.well).toBe("AF48");
});

test("24: rows of sites are told apart with a tolerance", () => {
  const positions = [
    { site: 1, y: 0, x: 0 },
    { site: 2, y: 0.4, x: 100 },
    { site: 3, y: 100.3, x: -0.2 },
    { site: 4, y: 99.9, x: 99.8 },
  ];
  expect(gridOf(positions, { y: 100, x: 100 })).toEqual({ rows: 2, columns: 2 });
});

test("26: a stored result names no absolute path", async () => {
  const { plan } = await execute(await make("twenty-six"), "twenty-six-out");
  const store = join(folder, "twenty-six-out", plan.output.store.path);
  const documents = listing(store).filter((file) => file.endsWith("zarr.json"));
  expect(documents.length).toBeGreaterThan(4);
  for (const document of documents) expect(readFileSync(document, "utf8")).not.toContain(folder);
});

describeWithPlates("defects of real plates", (plates) => {
  test.each([
    ["ix_faim_9987_3420", 1, 1],
    ["ix_faim_9987_3433", 2, 32],
    ["ix_projection_mix_noHTD", 2, 96],
    ["phenix_pe2loaddata_v5_2023", 1, 6],
    ["operetta_sonata_ball", 1, 2],
    ["omezarr_ix_faim_9987_3433_v04.zarr", 2, 24],
    ["omezarr_ix_faim_9987_3433_v05.zarr", 2, 24],
    ["omezarr_uzh_operetta_sonata", 1, 1],
  ])("33: %s opens with the wells and images of its README", async (name, wells, images) => {
    const plate = await openPlate(join(plates, name));
    expect(plate.wells).toHaveLength(wells);
    expect(plate.wells.flatMap(({ planes, projections }) => [...planes, ...projections])).toHaveLength(images);
    expect(plate).toMatchObject({ missing: [], problems: [] });
  });

  test("34: the instrument's projection is kept apart from the z stack", async () => {
    const { wells, zPlanes } = await openPlate(join(plates, "ix_faim_9987_3433"));
    expect(zPlanes).toEqual([1, 2, 3]);
    expect(wells.map(({ projections }) => projections.length)).toEqual([4, 4]);
  });
});
