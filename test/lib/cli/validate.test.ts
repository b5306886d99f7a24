import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { describeWithPlates } from "../realPlates.js";

const folder = mkdtempSync(join(tmpdir(), "titer-validate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const validate = (store: string) => {
  const { stdout, status } = spawnSync(process.execPath, ["lib/bin/titer.js", "validate", store, "--json"], {
    encoding: "utf8",
  });
  return { ...JSON.parse(stdout), status };
};

describeWithPlates("titer validate", (plates) => {
  test.each([
    ["omezarr_ix_faim_9987_3433_v04.zarr", { wells: 2, images: 4, arrays: 20, planes: 120 }],
    ["omezarr_ix_faim_9987_3433_v05.zarr", { wells: 2, images: 4, arrays: 20, planes: 120 }],
    ["omezarr_uzh_operetta_sonata/operetta_sonata_ball.zarr", { wells: 1, images: 1, arrays: 5, planes: 5 }],
  ])("finds nothing wrong with %s", (name, counts) => {
    expect(validate(join(plates, name))).toEqual({ ...counts, valid: true, problems: [], status: 0 });
  });

  const source = join(plates, "omezarr_ix_faim_9987_3433_v05.zarr");
  const damage = (name: string, path: string, change: (bytes: Buffer) => Buffer | string) => {
    const root = join(folder, name);
    cpSync(source, root, { recursive: true });
    writeFileSync(join(root, path), change(readFileSync(join(root, path))));
    return validate(root);
  };

  test("names a damaged chunk of a coarse level", () => {
    const { problems, status } = damage("chunk", "B/03/1/s3/c/0/0/0/0/0", (bytes) => bytes.subarray(0, 100));
    expect(problems).toEqual([expect.objectContaining({ code: "CHUNK_DAMAGED", path: "B/03/1/s3" })]);
    expect(status).toBe(1);
  });

  test.each([
    ["row", "zarr.json", /"columnIndex": 1/, '"columnIndex": 0', "B/03", "NGFF_RULE"],
    ["level", "B/02/0/zarr.json", /"path": "s4"/, '"path": "s9"', "B/02/0/s9", "STORE_DAMAGED"],
    ["scale", "B/02/0/zarr.json", /2\.0/, "-2.0", "B/02/0/s1", "NGFF_RULE"],
    ["type", "B/02/0/s2/zarr.json", /"uint16"/, '"uint8"', "B/02/0/s2", "NGFF_RULE"],
  ])("names what is wrong: %s", (name, path, pattern, replacement, where, code) => {
    const { problems } = damage(name, path, (bytes) => bytes.toString().replace(pattern, replacement));
    expect(problems).toContainEqual(expect.objectContaining({ code, path: where }));
  });
});
