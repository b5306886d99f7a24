import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { compile, type Plan } from "#lib/compile/index.js";
import { withConfig } from "#lib/config/index.js";
import { goldStandard, goldStandardConfig } from "./goldStandard.js";
import { plateIndex } from "./plates.js";

const plate = { ...plateIndex({ wells: ["A01", "A02"], sites: 2, channels: 2 }), grid: { rows: 1, columns: 2 } };

test("the gold-standard pipeline of the seeds has this plan", async () => {
  const file = new URL("../../../fixtures/compile/goldStandard.plan.json", import.meta.url);
  const golden = JSON.parse(readFileSync(file, "utf8")) as Plan;
  const plan = await withConfig("global", goldStandardConfig, () => compile(goldStandard, plate));
  expect({ ...plan, titer: golden.titer, digest: golden.digest }).toEqual(golden);
});

test("its planes, tables, values and stores are those that the seeds describe", async () => {
  const plan = await withConfig("global", goldStandardConfig, () => compile(goldStandard, plate));
  const { calls = [], slots } = plan.schedules[0] ?? {};
  const count = (step: number) => calls.filter((call) => call.step === step).map((call) => call.inputs.length);
  // normalize and top-hat: both sites of a channel; composite: both channels of a site; behind it one channel
  expect(plan.steps.map(({ index }) => count(index))).toEqual([
    [2, 2],
    [2, 2],
    [1, 1].map(() => 2),
    [2],
    [2],
    [1, 1],
    [1, 1],
  ]);
  expect(plan.steps.map(({ tables }) => tables.map(({ name }) => name))).toEqual([
    [],
    [],
    [],
    ["counts", "cells"],
    ["branches", "neurites"],
    ["positions"],
    [],
  ]);
  // the canvas of 1 x 2 tiles of 64 x 48 pixels with their overlap and a margin
  expect(plan.steps.map(({ size }) => [size.y, size.x])).toEqual([
    ...Array.from({ length: 6 }, () => [64, 48]),
    [124, 152],
  ]);
  expect(plan.plateInputs).toEqual({ gridDimensions: { rows: 1, columns: 2 } });
  const places = calls.flatMap(({ step, specials }) => [
    ...(specials?.takes ?? []).map(({ name, from }) => ({ step, name, from })),
    ...(specials?.makes ?? []).map(({ name, to }) => ({ step, name, to })),
  ]);
  expect(places).toEqual([
    { step: 5, name: "positions", to: [{ place: 0, of: { site: 1 } }] },
    { step: 6, name: "positions", from: [[0]] },
    { step: 5, name: "positions", to: [{ place: 1, of: { site: 2 } }] },
    { step: 6, name: "positions", from: [[1]] },
  ]);
  const stored = calls.filter(({ store }) => store.length > 0).map(({ step }) => step);
  expect(stored).toEqual([5, 6, 5, 6]);
  expect([plan.output.store.path, plan.output.checkpoints.map(({ path }) => path), plan.numWorkers, slots]).toEqual([
    "images.zarr",
    ["checkpoints.zarr"],
    4,
    6,
  ]);
});
