import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { maxProjection } from "#lib/functions/index.js";
import { PlanePool } from "#lib/image/pool.js";
import { FunctionStep, openPlate, PipelineOrchestrator, readPlane, synthesize } from "#lib/index.js";
import { describeWithPlates } from "../realPlates.js";

const folder = mkdtempSync(join(tmpdir(), "titer-openhcs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const planes = ["A01", "A02"].flatMap((well) =>
  [1, 2].flatMap((site) => [1, 2].flatMap((w) => [1, 2].map((z) => ({ well, site, w, z })))),
);

/** A plate as OpenHCS leaves it: the microscope's files, and its own index that maps flat names onto them. */
async function opened(name: string, reference: (path: string) => unknown) {
  const { path } = await synthesize(join(folder, name), { wells: 2, sites: 2, channels: 2, z: 2, size: 32 });
  const real = ({ well, site, w, z }: (typeof planes)[number]) =>
    `TimePoint_1/ZStep_${z}/${name}_${well}_s${site}_w${w}.TIF`;
  const virtual = ({ well, site, w, z }: (typeof planes)[number]) => `${well}_s00${site}_w${w}_z00${z}_t001.tif`;
  const part = {
    microscope_handler_name: "imagexpress",
    source_filename_parser_name: "ImageXpressFilenameParser",
    grid_dimensions: [1, 2],
    pixel_size: 1.0,
    image_files: planes.map((plane) => `./${virtual(plane)}`),
    channels: { "1": "DAPI", "2": null },
    available_backends: { disk: true, virtual_workspace: true },
    workspace_mapping: Object.fromEntries(planes.map((plane) => [virtual(plane), reference(real(plane))])),
    main: true,
  };
  const write = (subdirectories: object) =>
    writeFileSync(join(path, "openhcs_metadata.json"), JSON.stringify({ subdirectories }));
  write({ ".": part });
  return { path, part, write };
}

test.each([
  ["0.5: paths", (path: string): unknown => path],
  ["0.8: references", (path: string) => ({ backend: "disk", backend_address: path, source_axis_indices: [] })],
])("a plate that OpenHCS has opened reads as the microscope's own (%s)", async (version, reference) => {
  const { path } = await opened(`v${version.slice(0, 3).replace(".", "")}`, reference);
  const plate = await openPlate(path);
  const own = await openPlate(path, {
    formats: [{ ...(await import("#lib/microscopes/imagexpress/imageXpress.js")).imageXpress }],
  });
  expect(plate).toMatchObject({ format: "openhcs", sites: [1, 2], zPlanes: [1, 2], timepoints: [1] });
  expect(plate.subDirectories).toEqual(["."]);
  expect(plate.wells).toEqual(own.wells);
  expect(plate.channels).toEqual([
    { id: 1, name: "DAPI" },
    { id: 2, name: "W2" },
  ]);
  expect(plate.pixelSizeUm).toBe(0.65); // OpenHCS wrote 1; the images know better
  expect(plate.positions).toEqual(own.positions);
  expect(plate).toMatchObject({ grid: { rows: 1, columns: 2 }, missing: [], problems: [] });
});

test("sub-directories are opened by name: the main one, another in files, one in a zarr store", async () => {
  const { path, part, write } = await opened("parts", (real) => real);
  mkdirSync(join(path, "checkpoints"));
  const one = "checkpoints/A01_s001_w1_z001_t001.tif";
  cpSync(join(path, "TimePoint_1/ZStep_2/parts_A01_s1_w1.TIF"), join(path, one));
  const plate = await PipelineOrchestrator.open(path);
  const step = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
  const plan = await plate.compile([step], { outputRoot: join(folder, "parts-out") });
  await plate.execute(plan, { executor: "inline" });
  cpSync(join(folder, "parts-out", plan.plan.output.store.path), join(path, "stored"), { recursive: true });
  const { workspace_mapping, image_files, ...rest } = part;
  write({
    checkpoints: { ...rest, image_files: [one], main: false },
    ".": part,
    stored: { ...rest, main: false, available_backends: { zarr: true }, image_files: [] },
  });
  const index = await openPlate(path);
  expect(index.subDirectories).toEqual(["checkpoints", ".", "stored"]);
  expect(index.wells.flatMap((well) => well.planes)).toHaveLength(16);
  const checkpoints = await openPlate(path, { subDirectory: "checkpoints" });
  expect(checkpoints.wells.map(({ well, planes: [file] }) => [well, file?.path])).toEqual([["A01", one]]);
  const stored = await openPlate(path, { subDirectory: "stored" });
  expect(stored).toMatchObject({ format: "omezarr", sites: [1, 2], zPlanes: [1], missing: [] });
  const pool = new PlanePool(1 << 20);
  const [file] = stored.wells[0]?.planes ?? [];
  if (!file) throw new Error("no plane");
  expect(readPlane(stored, file, pool).width).toBe(32);
  await expect(openPlate(path, { subDirectory: "nowhere" })).rejects.toMatchObject({
    code: "UNKNOWN_SUBDIRECTORY",
    details: { subDirectories: ["checkpoints", ".", "stored"] },
  });
});

test("a listed image that is not there is missing", async () => {
  const { path } = await opened("gone", (real) => real);
  rmSync(join(path, "TimePoint_1/ZStep_2/gone_A02_s2_w1.TIF"));
  expect((await openPlate(path)).missing).toEqual([{ well: "A02", site: 2, channel: 1, z: 2, timepoint: 1 }]);
});

test.each([
  ["no JSON", "{"],
  ["another document", "{}"],
  ["a path outside", { "A01_s001_w1_z001_t001.tif": "../../etc/passwd" }],
  ["an absolute path", { "A01_s001_w1_z001_t001.tif": { backend: "disk", backend_address: "/etc/passwd" } }],
])("refuses an index with %s", async (name, content) => {
  const path = join(folder, `bad ${name}`);
  mkdirSync(path);
  const text =
    typeof content === "string" ? content : JSON.stringify({ subdirectories: { ".": { workspace_mapping: content } } });
  writeFileSync(join(path, "openhcs_metadata.json"), text);
  await expect(openPlate(path)).rejects.toMatchObject({
    code: "BAD_PLATE_INDEX",
    where: { file: join(path, "openhcs_metadata.json") },
  });
  expect(readdirSync(path)).toEqual(["openhcs_metadata.json"]);
});

describeWithPlates("an Opera Phenix plate that OpenHCS has opened", (plates) => {
  test("is read by its names", async () => {
    const path = join(folder, "phenix");
    cpSync(join(plates, "operetta_sonata_ball"), path, { recursive: true });
    const files = readdirSync(join(path, "Images")).filter((name) => /tiff?$/.test(name));
    const mapping = files.map((name) => [`Images/${name.replace("f0", "f00").replace("p0", "p00")}`, `Images/${name}`]);
    const part = {
      source_filename_parser_name: "OperaPhenixFilenameParser",
      workspace_mapping: Object.fromEntries(mapping),
    };
    writeFileSync(join(path, "openhcs_metadata.json"), JSON.stringify({ subdirectories: { Images: part } }));
    const plate = await openPlate(path);
    expect(plate.wells.map(({ well, planes: found }) => [well, found.map(({ path: file }) => file)])).toEqual([
      ["C03", files.sort().map((name) => `Images/${name}`)],
    ]);
    expect(readFileSync(join(path, "openhcs_metadata.json"), "utf8")).toContain("p001");
  });
});
