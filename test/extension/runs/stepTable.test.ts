import { expect, test } from "@jest/globals";
import { countSteps } from "#extension/runs/monitor/stepTable.js";
import type { FollowedWell } from "#lib/protocol/index.js";

const well = (name: string, state: FollowedWell["state"], step: string): FollowedWell => ({
  well: name,
  state,
  step,
  progress: 0.5,
  skipped: false,
});

test("wells are counted where they are, where they failed, and at every step that they have passed", () => {
  const wells = [
    well("A01", "done", "count"),
    well("A02", "running", "blur"),
    well("A03", "failed", "count"),
    well("A04", "waiting", ""),
  ];
  expect(countSteps({ steps: ["load", "blur", "count"], wells })).toEqual([
    { step: "load", passed: 3, at: 0, failed: 0 },
    { step: "blur", passed: 2, at: 1, failed: 0 },
    { step: "count", passed: 1, at: 0, failed: 1 },
  ]);
});

test("wells that wait have passed nothing", () => {
  expect(countSteps({ steps: ["blur"], wells: [well("A01", "waiting", "")] })).toEqual([
    { step: "blur", passed: 0, at: 0, failed: 0 },
  ]);
});
