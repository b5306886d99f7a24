import { expect, test } from "@jest/globals";
import { compile, describePlan } from "#lib/compile/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const steps = [
  new FunctionStep({ name: "project", func: idle("VOLUMETRIC_TO_SLICE"), variableComponents: ["z"] }),
  new FunctionStep({ name: "count", func: [idle("PURE_2D"), idle("PURE_3D", ["cells"]).with({ strength: 5 })] }),
];

test("the text of a plan names steps, planes, places and memory", async () => {
  const missing = [{ well: "A02", site: 1, channel: 1, z: 2, timepoint: 1 }];
  const plate = plateIndex({ wells: ["A01", "A02"], sites: 2, z: 3, missing });
  const plan = await compile(steps, plate, { missing: "warn" });
  expect(String(describePlan(plan)["text/plain"]).split("\n")).toEqual([
    "step     functions                                                 varies  calls per well  planes in  planes out  tables",
    "project  test.VOLUMETRIC_TO_SLICE(strength = 3)                    z       2               6          2",
    "count    test.PURE_2D(strength = 3) -> test.PURE_3D(strength = 5)  site    1               2          2           cells",
    "",
    "plate    screen-1 (imagexpress), 2 wells, 1 worker",
    "images   /data/screen-1_titer/images.zarr: 1 t, 1 c, 1 z, 64 x 48 uint16",
    "tables   /data/screen-1_titer/results",
    "memory   at most 5 planes of a well at once (0.0 MB)",
    "missing  1 plane without a file, left out",
    `digest   ${plan.digest}`,
  ]);
});

test("names are escaped in HTML", async () => {
  const plate = { ...plateIndex({ wells: ["A01"] }), name: "<img src=x onerror='1'>" };
  const html = String(
    describePlan(await compile([new FunctionStep({ name: "a & b", func: idle("PURE_2D") })], plate))["text/html"],
  );
  expect(html).toContain('<td style="text-align:left">a &amp; b</td>');
  expect(html).toContain("&lt;img src=x onerror=&#39;1&#39;&gt;");
  expect(html).not.toContain("<img");
});
