import { expect, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { defineFunction, type SpecialInput, type SpecialOutput } from "#lib/functions/index.js";
import { FunctionStep, type StepParts } from "#lib/pipeline/index.js";
import { plateIndex } from "./plates.js";

type Contract = "PURE_2D" | "PURE_3D" | "VOLUMETRIC_TO_SLICE";
const fn = (
  name: string,
  contract: Contract,
  specialOutputs: Record<string, SpecialOutput>,
  specialInputs: Record<string, SpecialInput> = {},
) =>
  defineFunction({
    id: `test.${name}`,
    version: 1,
    doc: "",
    contract,
    memory: { input: "cpu", output: "cpu" },
    parameters: {},
    specialOutputs,
    specialInputs,
    run: (stack) => ({ stack }),
  });
const value = { kind: "value", doc: "" } as const;
const one = { doc: "" };
const makes = (contract: Contract = "PURE_3D") => fn("makes", contract, { positions: value });
const takes = (input: SpecialInput = one, contract: Contract = "PURE_3D") =>
  fn("takes", contract, {}, { positions: input });
const plate = plateIndex({ wells: ["A01"], sites: 2, channels: 3, z: 2 });

/** For each call that takes: its group and the planes that its values are about. */
async function links(steps: readonly FunctionStep[]) {
  const { schedules } = await compile(steps, plate);
  const { calls } = schedules[0]!;
  const about = new Map(
    calls.flatMap(
      (call) => call.specials?.makes.flatMap(({ to }) => to.map(({ place, of }) => [place, of] as const)) ?? [],
    ),
  );
  return calls.flatMap(
    (call) =>
      call.specials?.takes.map(({ from }) => [call.group, from.map((places) => places.map((p) => about.get(p)))]) ?? [],
  );
}

async function problemsOf(steps: readonly FunctionStep[], index = plate) {
  try {
    await compile(steps, index);
  } catch (thrown) {
    return (thrown as { details: { problems: { code: string; step: string; hint: string }[] } }).details.problems;
  }
  throw new Error("the steps compile");
}

const step = (name: string, func: StepParts["func"], ...varied: ("site" | "channel" | "z")[]) =>
  new FunctionStep({ name, func, variableComponents: varied, groupBy: "none" });

test("a value made for each channel and z goes to the calls of that channel and z", async () => {
  const found = await links([
    step("make", makes(), "site"),
    step("between", fn("x", "PURE_2D", {}), "site"),
    step("take", takes(), "site"),
  ]);
  expect(found).toHaveLength(6);
  for (const [group, about] of found)
    expect(about).toEqual([[{ channel: (group as { channel: number }).channel, z: (group as { z: number }).z }]]);
});

test("values that are made once for a projection belong to all planes behind and before it", async () => {
  const found = await links([
    step("flatten", fn("x", "VOLUMETRIC_TO_SLICE", {}), "channel"),
    step("make", makes(), "site", "z"),
    new FunctionStep({
      name: "take",
      func: takes(),
      processingConfig: { inputSource: "pipeline_start", groupBy: "none", variableComponents: ["site"] },
    }),
  ]);
  expect(found.map(([, about]) => about)).toEqual(Array.from({ length: 6 }, () => [[{}]]));
});

test("values of one routed channel serve the other channels", async () => {
  const routed = new FunctionStep({ name: "make", func: { "2": makes() }, variableComponents: ["site", "z"] });
  const found = await links([routed, step("take", takes(), "site", "z")]);
  expect(found.map(([, about]) => about)).toEqual(Array.from({ length: 3 }, () => [[{ channel: 2 }]]));
});

test("a function that works plane by plane makes and takes one value for each plane", async () => {
  const found = await links([step("make", makes("PURE_2D"), "site"), step("take", takes(one, "PURE_2D"), "z")]);
  expect(found[0]).toEqual([
    { site: 1, channel: 1, timepoint: 1 },
    [[{ site: 1, channel: 1, z: 1 }], [{ site: 1, channel: 1, z: 2 }]],
  ]);
});

test("the latest earlier step counts, and before it the same chain", async () => {
  const early = fn("early", "PURE_3D", { positions: value });
  const steps = [
    step("early", early, "site", "z"),
    step("late", makes(), "site", "channel"),
    step("take", takes(), "site"),
  ];
  expect((await links(steps))[0]?.[1]).toEqual([[{ z: 1 }]]);
  const chained = [step("early", early, "site"), step("chain", [makes(), takes()], "channel")];
  expect((await links(chained))[0]).toEqual([{ site: 1, z: 1, timepoint: 1 }, [[{ site: 1, z: 1 }]]]);
});

test("a function may take many values, in the order of their planes", async () => {
  const found = await links([
    step("make", makes("PURE_2D"), "site"),
    step("take", takes({ ...one, many: true }), "site", "z"),
  ]);
  const planes = [1, 2].flatMap((site) => [1, 2].map((z) => ({ site, channel: 2, z })));
  expect(found[1]).toEqual([{ channel: 2, timepoint: 1 }, [planes]]);
});

test("a call whose value comes from another group runs after that group", async () => {
  const steps = [
    step("make", makes(), "site", "z"),
    new FunctionStep({
      name: "take",
      func: takes(),
      processingConfig: { inputSource: "pipeline_start", groupBy: "none", variableComponents: ["z"] },
    }),
  ];
  const { schedules } = await compile(steps, plate);
  const there = new Set<number>();
  for (const { specials } of schedules[0]!.calls) {
    for (const place of specials?.takes.flatMap(({ from }) => from.flat()) ?? []) expect(there).toContain(place);
    for (const { place } of specials?.makes.flatMap(({ to }) => to) ?? []) there.add(place);
    for (const place of specials?.drop ?? []) expect(there.delete(place)).toBe(true);
  }
  expect([there.size, schedules[0]?.specials]).toEqual([0, 3]);
});

test("a special input that nobody makes is a problem that names what there is", async () => {
  const misspelt = fn("takes", "PURE_3D", {}, { position: one });
  expect(await problemsOf([step("make", makes(), "site"), step("take", misspelt, "site")])).toMatchObject([
    { code: "MISSING_SPECIAL", step: "take", hint: 'Did you mean "positions"? Earlier steps make: positions.' },
  ]);
});

test("a special input that only a later step makes is a problem that says so", async () => {
  expect(await problemsOf([step("take", takes(), "site"), step("make", makes(), "site")])).toMatchObject([
    { code: "MISSING_SPECIAL", step: "take", hint: expect.stringContaining('Step "make" makes it too late') },
  ]);
});

test("several values for one call are a problem, and so is none", async () => {
  const several = [step("make", makes(), "site"), step("take", takes(), "site", "channel")];
  expect(await problemsOf(several)).toMatchObject([{ code: "SPECIAL_AMBIGUOUS", step: "take" }]);
  const routed = new FunctionStep({
    name: "make",
    func: { "1": makes(), "3": makes() },
    variableComponents: ["site", "z"],
  });
  expect(await problemsOf([routed, step("take", takes(), "site", "z")])).toMatchObject([
    { code: "SPECIAL_NOT_MADE", step: "take" },
  ]);
});

test("the plate's grid and positions can be taken, if the plate says them", async () => {
  const tile = fn(
    "tile",
    "PURE_3D",
    {},
    {
      gridDimensions: { from: "plate", doc: "" },
      stagePositions: { from: "plate", doc: "" },
    },
  );
  const { plateInputs } = await compile([step("tile", tile, "site")], { ...plate, grid: { rows: 1, columns: 2 } });
  expect(plateInputs).toEqual({ gridDimensions: { rows: 1, columns: 2 }, stagePositions: plate.positions });
  expect(await problemsOf([step("tile", tile, "site")])).toMatchObject([
    { code: "NOT_ON_PLATE", message: expect.stringContaining("does not say it") },
  ]);
});
