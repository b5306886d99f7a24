import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { python, testWithZarr } from "../python.js";
import { describeWithPlates } from "../realPlates.js";
import { hashes, ownEngine, pipeline, temporaryFolder } from "./support.js";

jest.setTimeout(120_000); // Python's imports alone take seconds on busy machines

/** The pipeline of ./support.ts in NumPy, SciPy and scikit-image, from the plate's TIFFs; compared with the store's pixels. */
const reference = `
import json, sys
import numpy as np, tifffile, yaozarrs, zarr
from scipy import ndimage as ndi
from skimage import filters, measure, morphology

plate, store = sys.stdin.read().split("\\n")
yaozarrs.validate_zarr_store(store)

def read(well, site, channel):
    planes = [tifffile.imread(f"{plate}/TimePoint_1/ZStep_{z}/9987_{well}_s{site}_w{channel}.TIF") for z in (1, 2, 3)]
    return np.max(planes, axis=0)

def count(image):
    smooth = np.floor(ndi.gaussian_filter(image.astype(np.float64), 1, mode="reflect", truncate=4) + 0.5).astype(np.uint16)
    threshold = filters.threshold_otsu(smooth)
    regions = measure.regionprops(measure.label(smooth > threshold, connectivity=2))
    inside = lambda box: box[0] > 0 and box[1] > 0 and box[2] < image.shape[0] and box[3] < image.shape[1]
    return int(threshold), int(sum(10 <= r.area <= 1000 and inside(r.bbox) for r in regions))

rows, equal = [], True
for well in ("B02", "B03"):
    for channel in (1, 2):
        stack = np.stack([read(well, site, channel) for site in (1, 2)])
        low, high = np.percentile(stack, [1, 99])
        stretched = (np.clip(stack.astype(np.float64), low, high) - low) * 65535 / (high - low)
        for site, image in enumerate(stretched.astype(np.uint16), 1):
            image = morphology.white_tophat(image, morphology.disk(10))
            ours = zarr.open_array(f"{store}/{well[0]}/{well[1:]}/{site - 1}/0", mode="r")
            equal = equal and np.array_equal(ours[0, channel - 1, 0], image)
            rows.append([well, site, channel, *count(image)])
print(json.dumps([bool(equal), rows]))
`;

describeWithPlates("a real ImageXpress plate through the engine", (plates) => {
  const folder = temporaryFolder();
  ownEngine(folder);

  testWithZarr(
    "gives the pixels of scikit-image and NumPy bit for bit, and their counts, and leaves the plate alone",
    async () => {
      const source = join(plates, "ix_faim_9987_3433");
      const before = hashes(source);
      const plate = await PipelineOrchestrator.open(source);
      const compiled = await plate.compile(pipeline, { outputRoot: join(folder, "output") });
      const run = plate.execute(compiled);
      expect(await run).toMatchObject({ state: "completed" });
      expect(hashes(source)).toEqual(before);

      const store = join(run.output, compiled.plan.output.store.path);
      const [equal, rows] = (await python(reference, `${source}\n${store}`)) as [
        boolean,
        [string, number, number, number, number][],
      ];
      expect(equal).toBe(true);
      const counts = run.table("count");
      for (const [well, site, channel, threshold, cellCount] of rows) {
        const [row] = counts
          .filter((ours) => ours.well === well && ours.site === site && ours.channel === channel)
          .rows();
        expect(row).toMatchObject({ well, site, channel, cellCount });
        // The smoothed plane is rounded to grey values, which moves Otsu's flat optimum by a few of 65,536.
        expect(Math.abs(Number(row?.threshold) - threshold)).toBeLessThan(20);
      }
      expect(counts).toHaveLength(rows.length);
    },
  );
});

describeWithPlates("a real Opera Phenix plate through the engine", (plates) => {
  const folder = temporaryFolder();
  ownEngine(folder);

  test("keeps channel names and calibration", async () => {
    const plate = await PipelineOrchestrator.open(join(plates, "phenix_pe2loaddata_v5_2023"));
    const compiled = await plate.compile(pipeline.slice(1), { outputRoot: join(folder, "output") });
    const run = plate.execute(compiled);
    expect(await run).toMatchObject({ state: "completed" });
    expect(run.image({ well: "A01", channel: "Alexa 568" }).header.spacing?.x).toBeCloseTo(0.5979760809567617, 12);
    expect(run.table("count").column("channel")).toHaveLength(6);
  });
});
