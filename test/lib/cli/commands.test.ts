import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";

const folder = mkdtempSync(join(tmpdir(), "titer-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

const titer = (...args: string[]) => spawnSync(process.execPath, ["lib/bin/titer.js", ...args], { encoding: "utf8" });

describe("titer", () => {
  test("prints its version", () => {
    const { version } = JSON.parse(readFileSync("lib/package.json", "utf8"));
    expect(titer("--version").stdout).toBe(`${version}\n`);
  });

  test("synthesizes a plate and inspects it", () => {
    const plate = join(folder, "plate");
    const made = titer(
      "synthesize",
      plate,
      "--wells",
      "1",
      "--sites",
      "4",
      "--channels",
      "1",
      "--z",
      "2",
      "--size",
      "32",
      "--seed",
      "3",
    );
    expect(made).toMatchObject({ status: 0, stderr: "" });
    const { stdout, status } = titer("inspect", plate, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      format: "imagexpress",
      name: "plate",
      wells: ["A01"],
      sites: [1, 2, 3, 4],
      channels: [{ id: 1, name: "DAPI", emissionNm: 452 }],
      zStepUm: 2,
      zPlanes: [1, 2],
      timepoints: [1],
      projections: [],
      shape: { y: 32, x: 32 },
      dtype: "uint16",
      pixelSizeUm: 0.65,
      positions: expect.anything(),
      grid: { rows: 2, columns: 2 },
      imageCount: 8,
      missing: [],
      problems: [],
    });
    expect(titer("inspect", plate).stdout).toContain("4 (2 x 2)");
  });

  test("says in three parts that a folder is no plate", () => {
    const { status, stderr } = titer("inspect", "test/lib");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^titer: no plate was recognised among \d+ files \[NOT_A_PLATE\]\n {2}where: plate .*\n {2}to do: Open/,
    );
  });

  test.each([
    [["inspect", "x", "--jsn"], "did you mean --json?"],
    [["inspekt"], 'did you mean "inspect"?'],
    [["inspect"], "a plate's folder is needed"],
    [["synthesize", "x", "--wells", "many"], '--wells is "many", not a whole number from 1 to 384'],
    [["sample"], "the name of a sample is needed"],
  ])("refuses %j with exit code 2 and a hint", (args, hint) => {
    const { status, stderr } = titer(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(hint);
  });
});
