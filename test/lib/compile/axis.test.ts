import { expect, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { GroupBy, MultiprocessingAxis, VariableComponents } from "#lib/components/index.js";
import { withConfig } from "#lib/config/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01", "A02"], sites: 2, channels: 2, z: 2 });
const project = new FunctionStep({ name: "project", func: idle("VOLUMETRIC_TO_SLICE"), variableComponents: ["z"] });
const by = (multiprocessingAxis: MultiprocessingAxis, steps = [project]) =>
  withConfig("global", { multiprocessingAxis }, () => compile(steps, plate));

test.each<[MultiprocessingAxis, readonly string[]]>([
  ["well", ["A01", "A02"]],
  ["site", ["A01-site-1", "A01-site-2", "A02-site-1", "A02-site-2"]],
  ["channel", ["A01-channel-1", "A01-channel-2", "A02-channel-1", "A02-channel-2"]],
])("spread over %s, the work has these units, and each plane is in one of them", async (axis, units) => {
  const { wells, schedules, output } = await by(axis);
  expect(wells.map(({ unit }) => unit)).toEqual(units);
  expect(new Set(wells.flatMap(({ files }) => files)).size).toBe(16);
  expect(new Set(wells.map(({ well }) => well))).toEqual(new Set(["A01", "A02"]));
  const places = wells.flatMap(({ well, schedule }) =>
    schedules[schedule]!.calls.flatMap((call) => call.store.map(({ id, index }) => [well, id.site, ...index].join())),
  );
  expect([places.length, new Set(places).size]).toEqual([8, 8]);
  expect(output.store.shape).toMatchObject({ c: 2, z: 1 });
});

test("parts of a well with the same planes share a schedule between wells", async () => {
  expect((await by("site")).wells.map(({ schedule }) => schedule)).toEqual([0, 1, 0, 1]);
});

test("a step that varies the axis is a problem", async () => {
  await expect(by("z")).rejects.toMatchObject({
    details: {
      problems: [{ code: "AXIS_OVERLAP", step: "project", allowed: ["well", "site", "channel", "timepoint"] }],
    },
  });
});

test("components, groupBy and axis follow from one list", () => {
  expect(VariableComponents).toEqual({
    WELL: "well",
    SITE: "site",
    CHANNEL: "channel",
    Z: "z",
    TIMEPOINT: "timepoint",
  });
  expect(GroupBy).toEqual({ ...VariableComponents, NONE: "none" });
  expect(MultiprocessingAxis).toEqual(VariableComponents);
});
