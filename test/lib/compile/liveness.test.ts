import { expect, test } from "@jest/globals";
import { compile, type PlannedSchedule } from "#lib/compile/index.js";
import { planeName } from "#lib/components/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const step = (
  name: string,
  contract: Parameters<typeof idle>[0],
  ...variableComponents: ("site" | "channel" | "z")[]
) => new FunctionStep({ name, func: idle(contract), variableComponents });

async function scheduleOf(
  steps: readonly FunctionStep[],
  sites: number,
  channels: number,
  z: number,
): Promise<PlannedSchedule> {
  return (await compile(steps, plateIndex({ wells: ["A01"], sites, channels, z }))).schedules[0]!;
}

/** Runs a schedule's calls on names instead of pixels, as an engine would, and checks each read; gives the most slots in use. */
function simulate(schedule: PlannedSchedule): { readonly peak: number; readonly stored: number } {
  const slots = new Map<number, string>();
  let [peak, stored] = [0, 0];
  const put = (slot: number, name: string) => {
    if (slots.has(slot)) throw new Error(`slot ${slot} is in use`);
    slots.set(slot, name);
  };
  for (const call of schedule.calls) {
    for (const { slot, plane } of call.load) put(slot, planeName(schedule.planes[plane]!));
    for (const { slot, id } of call.inputs) expect(slots.get(slot)).toBe(planeName(id));
    for (const { slot, id } of call.outputs) put(slot, planeName(id));
    peak = Math.max(peak, slots.size);
    for (const { slot } of call.store) expect(slots.has(slot)).toBe(true);
    stored += call.store.length;
    for (const slot of call.free) expect(slots.delete(slot)).toBe(true);
  }
  expect(slots.size).toBe(0);
  expect(peak).toBe(schedule.slots);
  return { peak, stored };
}

test("steps on single planes need two slots, however many planes and steps", async () => {
  const steps = ["a", "b", "c"].map((name) => step(name, "PURE_2D"));
  const single = steps.map(({ name, func }) => new FunctionStep({ name, func, variableComponents: [] }));
  expect(simulate(await scheduleOf(single, 9, 3, 5))).toEqual({ peak: 2, stored: 135 });
});

test("a projection is made as soon as its planes are loaded: one site's z stack and one plane per site live at once", async () => {
  const steps = [step("project", "VOLUMETRIC_TO_SLICE", "z"), step("normalize", "PURE_3D", "site")];
  // the last site's 5 planes and its projection, beside 8 projections; normalizing needs 9 + 9
  expect(simulate(await scheduleOf(steps, 9, 1, 5))).toEqual({ peak: 18, stored: 9 });
});

test("channels are worked off one after the other", async () => {
  const steps = [step("project", "VOLUMETRIC_TO_SLICE", "z"), step("normalize", "PURE_3D", "site")];
  expect(simulate(await scheduleOf(steps, 9, 4, 5)).peak).toBe(18);
});

test("planes that several later groups wait for are kept until the last of them", async () => {
  const steps = [
    step("tiles", "PURE_3D", "site", "channel"),
    step("stack", "PURE_3D", "z"),
    step("fuse", "VOLUMETRIC_TO_SLICE", "site"),
  ];
  expect(simulate(await scheduleOf(steps, 2, 2, 3)).stored).toBe(6);
});

test("a side branch that nobody reads is freed at once", async () => {
  const fromPlate = new FunctionStep({
    name: "keep",
    func: idle("PURE_2D"),
    processingConfig: { inputSource: "pipeline_start" },
  });
  expect(simulate(await scheduleOf([step("count", "PURE_2D", "site"), fromPlate], 2, 1, 1))).toEqual({
    peak: 4,
    stored: 2,
  });
});

test("every plane of the result lands at its own place of the store", async () => {
  const schedule = await scheduleOf([step("filter", "PURE_2D", "site")], 3, 2, 4);
  const places = schedule.calls.flatMap((call) => call.store.map(({ id, index }) => [id.site, ...index].join()));
  expect(new Set(places).size).toBe(24);
});
