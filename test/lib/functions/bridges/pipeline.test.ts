// Functions of Python libraries in pipelines: typed imports, the engine's threads, pixels as the library itself gives them.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/index.js";
import { openPlate, readPlane } from "#lib/microscopes/disk/plate.js";
import { ownEngine, temporaryFolder, writePlate } from "../../engine/support.js";
import { python } from "../../python.js";

const folder = temporaryFolder();
ownEngine(folder);
const plate = writePlate(join(folder, "plate"), ["A01", "B02"], 1, 1, 1);

const pool = new PlanePool(1e9);

const run = (steps: string, out: string) => {
  const file = join(folder, `${out}.ts`);
  writeFileSync(
    file,
    `import { FunctionStep } from "titer";
     import { gaussianBlur } from "titer/functions";
     import { gaussian, unsharpMask } from "titer/functions/skimage";
     import { medianFilter, gaussianFilter } from "titer/functions/scipy";
     export default [${steps}];`,
  );
  const args = [join("lib", "dist", "cli", "main.js"), "run", file, plate, "--out", join(folder, out)];
  return spawnSync(process.execPath, args, { encoding: "utf8" });
};

test("the engine gives the library's own pixels, beside Titer's functions in one chain", async () => {
  const { status, stderr } = run(
    `new FunctionStep({ name: "soft", func: [medianFilter.with({ size: 3 }), gaussian.with({ sigma: 1.5, preserve_range: true })] })`,
    "soft",
  );
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: "" });
  const [raw, stored] = [await openPlate(plate), await openPlate(join(folder, "soft", "images.zarr"))];
  for (const [index, well] of raw.wells.entries()) {
    const input = readPlane(raw, well.planes[0]!, pool);
    const expected = await python(
      `import sys, json, numpy as np, scipy.ndimage as n, skimage.filters as f
image = np.frombuffer(sys.stdin.buffer.read(), np.uint16).reshape(${input.height}, ${input.width})
print(json.dumps(f.gaussian(n.median_filter(image, size=3), sigma=1.5, preserve_range=True).astype(np.float32).ravel().tolist()))`,
      new Uint8Array(input.data.buffer),
    );
    expect(Array.from(readPlane(stored, stored.wells[index]!.planes[0]!, pool).data)).toEqual(expected);
  }
});

test("a value that must be given is asked for before work starts", () => {
  const { status, stderr } = run(`new FunctionStep({ name: "soft", func: gaussianFilter })`, "missing");
  expect(status).toBe(1);
  expect(stderr).toContain("scipy.ndimage.gaussian_filter needs a value for sigma");
});

test("a parameter that does not exist is refused with the closest name", () => {
  const { status, stderr } = run(`new FunctionStep({ name: "s", func: unsharpMask.with({ radios: 2 }) })`, "unknown");
  expect(status).toBe(1);
  expect(stderr).toContain('Did you mean "radius"?');
});
