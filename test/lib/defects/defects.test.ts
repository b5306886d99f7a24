// Behaviour of OpenHCS that Titer must not have, by the numbers of the facts sheet's chapter 15.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, jest, test } from "@jest/globals";
import * as titer from "titer";
import { compile } from "#lib/compile/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { isTiterError } from "#lib/errors.js";
import { defineFunction, type SpecialValue } from "#lib/functions/index.js";
import { maxProjection, tophat } from "#lib/functions/library/index.js";
import { type ConfigInput, GroupBy, PipelineConfig, VariableComponents, withConfig } from "#lib/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "../compile/plates.js";
import { temporaryFolder, writePlate } from "../engine/support.js";

jest.setTimeout(60_000); // the kernels load on busy machines

const folder = temporaryFolder();
const step = new FunctionStep({ name: "keep", func: idle("PURE_2D") });
const project = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
const memory = { input: "cpu", output: "cpu" } as const;

/** The problems of compiling, or none. */
async function problems(
  make: () => Promise<unknown>,
): Promise<readonly { code: string; message: string; hint: string }[]> {
  try {
    await make();
  } catch (thrown) {
    if (!isTiterError(thrown)) throw thrown;
    const found = thrown.details.problems as { code: string; message: string; hint: string }[] | undefined;
    return found ?? [{ code: thrown.code, message: thrown.what, hint: thrown.todo }];
  }
  return [];
}

/** A run in this process over one well with 2 sites, 2 channels and 2 z planes. */
async function run(name: string, steps: readonly FunctionStep[]) {
  const plate = await PipelineOrchestrator.open(writePlate(join(folder, name), ["A01"]));
  const running = plate.execute(await plate.compile(steps), { executor: "inline" });
  return { running, result: await running };
}

test.each<[string, ConfigInput]>([
  ["a misspelt well", { wellFilterConfig: { wellFilter: "B99" } }],
  ["text of no known form", { wellFilterConfig: { wellFilter: "foo!" } }],
  ["one known and one unknown well", { wellFilterConfig: { wellFilter: "A01,B99" } }],
  ["the same as a list", { wellFilterConfig: { wellFilter: ["A01", "B99"] } }],
  ["an unknown well to leave out", { wellFilterConfig: { wellFilter: "B99", wellFilterMode: "exclude" } }],
  ["leaving out all", { wellFilterConfig: { wellFilter: ["A01", "A02"], wellFilterMode: "exclude" } }],
  ["no well, as text", { wellFilterConfig: { wellFilter: "0" } }],
  ["more wells than there are", { wellFilterConfig: { wellFilter: 3 } }],
])("1: a filter of %s is an error that names the wells, never no filter", async (_, config) => {
  const found = await problems(() =>
    withConfig("pipeline", config, () => compile([step], plateIndex({ wells: ["A01", "A02"] }))),
  );
  expect(found).toEqual([
    expect.objectContaining({
      code: expect.stringMatching(/^(UNKNOWN_WELL|NO_WELLS)$/),
      hint: expect.stringContaining("A01, A02"),
    }),
  ]);
});

test.each([[0], [-1], [[]]])(
  "1: the filter %j, which can select nothing anywhere, is refused where it is set",
  (wellFilter) => {
    expect(() => new PipelineConfig({ wellFilterConfig: { wellFilter } })).toThrow(
      expect.objectContaining({ code: "BAD_FIELD", todo: expect.stringContaining("a number of wells from 1") }),
    );
  },
);

const makes = (declared: readonly string[], given: Readonly<Record<string, SpecialValue>>) =>
  defineFunction({
    id: "test.makes",
    version: 1,
    doc: "",
    contract: "PURE_3D",
    memory,
    parameters: {},
    specialOutputs: Object.fromEntries(declared.map((name) => [name, { kind: "value", doc: "" }])),
    run: (stack) => ({ stack, specials: given }),
  });

test("11: a function with special outputs works over two channels, each with a value of its own", async () => {
  const brightest = defineFunction({
    id: "test.brightest",
    version: 1,
    doc: "",
    contract: "PURE_3D",
    memory,
    parameters: {},
    specialOutputs: { of: { kind: "value", doc: "" } },
    run: (stack, _, { planes }) => ({ stack, specials: { of: planes.map(({ channel }) => channel) } }),
  });
  const taken: unknown[] = [];
  const takes = defineFunction({
    ...idle("PURE_3D").declaration,
    id: "test.takes",
    specialInputs: { of: { doc: "" } },
    run: (stack, _, { planes, specials }) => {
      taken.push([planes[0]?.channel, specials.of]);
      return { stack };
    },
  });
  const steps = [
    project,
    new FunctionStep({ name: "make", func: brightest }),
    new FunctionStep({ name: "take", func: takes }),
  ];
  expect((await run("eleven", steps)).result.state).toBe("completed");
  expect(taken).toEqual([
    [1, [1, 1]],
    [2, [2, 2]],
  ]);
});

test("12: special outputs are told apart by name, whatever their order; a wrong number is an error", async () => {
  let taken: Readonly<Record<string, unknown>> = {};
  const takes = defineFunction({
    ...idle("PURE_3D").declaration,
    id: "test.takes",
    specialInputs: { zeta: { doc: "" }, alpha: { doc: "" } },
    run: (stack, _, { specials }) => {
      taken = specials;
      return { stack };
    },
  });
  const after = new FunctionStep({ name: "take", func: takes });
  const make = (given: Readonly<Record<string, SpecialValue>>) =>
    new FunctionStep({ name: "make", func: makes(["zeta", "alpha"], given) });
  await run("twelve", [project, make({ alpha: "a", zeta: "z" }), after]);
  expect(taken).toEqual({ zeta: "z", alpha: "a" });
  const { result: fewer } = await run("twelve-fewer", [project, make({ zeta: "z" }), after]);
  const { result: more } = await run("twelve-more", [project, make({ zeta: "z", alpha: "a", beta: "b" }), after]);
  expect([fewer, more].map(({ failures }) => failures[0]?.error?.what)).toEqual([
    'test.makes: the special output "alpha" was not returned',
    'test.makes: the special output "beta" is not declared',
  ]);
});

test("13: unknown parameters are refused before anything runs, with the closest name", async () => {
  const misspelt = { selemRadus: 25 } as unknown as { selemRadius: number };
  expect(() => tophat.with(misspelt)).toThrow(/Did you mean "selemRadius"\?/);
});

test("14: a function that throws is called once", async () => {
  let calls = 0;
  const throws = defineFunction({
    ...idle("PURE_3D").declaration,
    id: "test.throws",
    run: () => {
      calls++;
      throw new Error("no such cells");
    },
  });
  const { result } = await run("fourteen", [
    new FunctionStep({ name: "throw", func: throws, variableComponents: ["site", "channel", "z"], groupBy: "none" }),
  ]);
  expect(result.failures[0]?.error).toMatchObject({ what: "no such cells", where: { well: "A01", step: "throw" } });
  expect(calls).toBe(1);
});

test("18: messages about mistakes speak of steps, fields and choices, not of internals", async () => {
  const needs = defineFunction({ ...idle("PURE_2D").declaration, specialInputs: { positions: { doc: "" } } });
  const mistakes: (() => FunctionStep)[] = [
    () => new FunctionStep({ name: "s", func: needs }),
    () => new FunctionStep({ name: "s", func: [{ "1": idle("PURE_2D") }] as never }),
    () => new FunctionStep({ name: "s", func: { "7": idle("PURE_2D") } }),
    () => new FunctionStep({ name: "s", func: [] }),
  ];
  for (const make of mistakes) {
    const [found] = await problems(async () => compile([make()], plateIndex({ wells: ["A01"] })));
    const text = `${found?.message} ${found?.hint}`;
    expect(text).not.toMatch(/undefined|\[object|=>|class |TypeError|null\b|Cannot read/);
    expect(found?.hint).toMatch(/\w/);
  }
});

test("19: a relative path of a plate is resolved", async () => {
  const source = writePlate(join(folder, "nineteen"), ["A01"]);
  expect((await PipelineOrchestrator.open(relative(process.cwd(), source))).path).toBe(source);
});

test("20: an empty pipeline is an error", async () => {
  expect(await problems(() => compile([], plateIndex({ wells: ["A01"] })))).toMatchObject([{ code: "EMPTY_PIPELINE" }]);
});

test("21: the text of a choice and its named constant are the same", async () => {
  const text = new FunctionStep({ name: "s", func: idle("PURE_2D"), variableComponents: ["z"], groupBy: "site" });
  const named = new FunctionStep({
    name: "s",
    func: idle("PURE_2D"),
    variableComponents: [VariableComponents.Z],
    groupBy: GroupBy.SITE,
  });
  const plate = plateIndex({ wells: ["A01"], z: 2 });
  expect(await compile([text], plate)).toEqual(await compile([named], plate));
  expect(() => new PipelineConfig({ processingConfig: { groupBy: "sites" as "site" } })).toThrow(/site/);
});

test("22: what programs are written against is stated", () => {
  const file = new URL("../../../fixtures/publicNames.txt", import.meta.url);
  const stated = readFileSync(file, "utf8").trim().split(/\s+/);
  // more may come; what was stated stays until the version's first number changes
  expect(Object.keys(titer)).toEqual(expect.arrayContaining(stated));
});

test("27: a result says which operation made it, and of which planes", async () => {
  const { running } = await run("twenty-seven", [project]);
  const image = running.image({ well: "A01", site: 2, channel: 1 });
  expect(image.title).toContain("titer.maxProjection of z 1, 2");
  const inputs = [1, 2].map((z) => ({ site: 2, channel: 1, z, timepoint: 1 }));
  expect(image.history).toEqual({
    planes: inputs,
    files: [1, 2].map((z) => `TimePoint_1/ZStep_${z}/plate_A01_s2_w1.TIF`),
    steps: [{ step: "project", functions: ["titer.maxProjection"], inputs, outputs: [inputs[0]] }],
  });
});

test("32: a groupBy that varies inside a group is an error that names what is allowed", async () => {
  const make = () =>
    compile(
      [new FunctionStep({ name: "s", func: idle("PURE_2D"), variableComponents: ["channel"], groupBy: "channel" })],
      plateIndex({ wells: ["A01"] }),
    );
  expect(await problems(make)).toMatchObject([
    { code: "COMPONENT_OVERLAP", allowed: ["site", "z", "timepoint", "none"] },
  ]);
});
