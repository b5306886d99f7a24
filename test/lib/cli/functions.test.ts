import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { encodeNpy } from "#lib/files/npy.js";
import { planeOf } from "../functions/planes.js";
import { python } from "../python.js";

const folder = mkdtempSync(join(tmpdir(), "titer-apply-"));
afterAll(() => rmSync(folder, { recursive: true }));
const image = join(folder, "image.npy");
writeFileSync(image, encodeNpy(planeOf("uint16", 2, 3, [1, 2, 300, 4, 5, 600])));

function titer(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["lib/bin/titer.js", ...args], { encoding: "utf8" });
  return { stdout, stderr, status };
}

describe("titer functions", () => {
  test("lists the library and what is behind the bridge", () => {
    const rows: { id: string; library: string }[] = JSON.parse(titer("functions", "--json").stdout);
    expect(rows.filter(({ library }) => library === "titer").length).toBeGreaterThan(100);
    expect(rows.map(({ id }) => id)).toContain("titer.separateObjects");
    expect(new Set(rows.map(({ library }) => library)).size).toBeGreaterThan(1);
  });

  test("filters by words, library and contract", () => {
    const rows: { id: string }[] = JSON.parse(
      titer(
        "functions",
        "--search",
        "projection brightest",
        "--library",
        "titer",
        "--contract",
        "volumetric_to_slice",
        "--json",
      ).stdout,
    );
    expect(rows.map(({ id }) => id)).toEqual(["titer.maxProjection"]);
  });

  test("explains the parameters of one", () => {
    const { stdout } = titer("functions", "tophat");
    expect(stdout).toContain("selemRadius: integer = 50 px");
  });

  test("refuses a name that is not there", () => {
    expect(titer("functions", "tophatt")).toMatchObject({ status: 2, stderr: expect.stringContaining("tophatt") });
  });
});

describe("titer apply", () => {
  test("writes planes that NumPy reads", async () => {
    const out = join(folder, "out.npy");
    const { stdout, status } = titer("apply", "add", image, "--params", '{"value": 10}', "--out", out, "--json");
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { dtype: "uint16", shape: [2, 3] }]);
    const script =
      "import sys, json, numpy as np; a = np.load(sys.stdin.read()); print(json.dumps([str(a.dtype), a.tolist()]))";
    expect(await python(script, out)).toEqual(["uint16", [[11, 12, 310], [14, 15, 610]]]); // biome-ignore format: rows
  });

  test("writes TIFF, and reads it again", () => {
    const out = join(folder, "out.tif");
    expect(titer("apply", "titer.invert", image, "--out", out).status).toBe(0);
    const { stdout } = titer("apply", "thresholdMean", out, "--json");
    expect(JSON.parse(stdout).tables.thresholds.threshold[0]).toBeCloseTo(65535 - 152, 6);
  });

  test("names a parameter that is not there, and what is allowed", () => {
    const { stderr, status } = titer("apply", "tophat", image, "--params", '{"radius": 3}');
    expect([status, stderr]).toEqual([1, expect.stringContaining("selemRadius")]);
  });

  test("refuses a file that is no image", () => {
    const text = join(folder, "notes.npy");
    writeFileSync(text, "notes");
    expect(titer("apply", "invert", text)).toMatchObject({ status: 1, stderr: expect.stringContaining("BAD_NPY") });
  });
});
