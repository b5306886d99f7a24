import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import type { Plan } from "#lib/compile/index.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { assertPlan } from "#lib/engine/planGuard.js";
import { pipeline, temporaryFolder, writePlate } from "./support.js";

const folder = temporaryFolder();
let plan: Plan;

beforeAll(async () => {
  const plate = await PipelineOrchestrator.open(writePlate(join(folder, "plate"), ["A01"]));
  ({ plan } = await plate.compile(pipeline, { outputRoot: join(folder, "output") }));
});

test("lets a compiled plan pass, also after a trip through JSON", () => {
  assertPlan(JSON.parse(JSON.stringify(plan)));
});

// biome-ignore lint/suspicious/noExplicitAny: the tests spoil plans in ways that their type forbids
type Spoilt = any;
test.each<[string, (plan: Spoilt) => void, string]>([
  [
    "code that is no code",
    (p) => {
      p.sources = { abc: { imports: [], declarations: "var a;", definition: "a" } };
    },
    "plan.sources.abc.declarations",
  ],
  [
    "another kind",
    (p) => {
      p.kind = "script";
    },
    "plan.kind",
  ],
  [
    "a relative output",
    (p) => {
      p.output.root = "out";
    },
    "plan.output.root",
  ],
  [
    "a path that leaves the plate",
    (p) => {
      p.wells[0].files[0] = "../../etc/passwd";
    },
    "plan.wells[0].files[0]",
  ],
  [
    "a path that leaves the output",
    (p) => {
      p.output.results = "../results";
    },
    "plan.output.results",
  ],
  [
    "an absolute store",
    (p) => {
      p.output.store.path = "/store";
    },
    "plan.output.store.path",
  ],
  [
    "a well's name that is a path",
    (p) => {
      p.wells[0].well = "../A01";
    },
    "plan.wells[0].well",
  ],
  [
    "a slot that is no number",
    (p) => {
      p.schedules[0].calls[0].free = ["0"];
    },
    "free[0]",
  ],
  [
    "a negative number of slots",
    (p) => {
      p.schedules[0].slots = -1;
    },
    "slots",
  ],
  [
    "code as a parameter",
    (p) => {
      p.steps[0].functions[0].values.x = { code: "" };
    },
    "values.x",
  ],
])("refuses %s", (_, spoil, field) => {
  const spoilt: Spoilt = JSON.parse(JSON.stringify(plan));
  spoil(spoilt);
  expect(() => assertPlan(spoilt)).toThrow(
    expect.objectContaining({ code: "BAD_MESSAGE", where: { field: expect.stringContaining(field) } }),
  );
});

test("refuses a well without its schedule, or with more or fewer files than planes", () => {
  const lost: Spoilt = JSON.parse(JSON.stringify(plan));
  lost.wells[0].schedule = 1;
  expect(() => assertPlan(lost)).toThrow(/follows schedule 1/);
  const short: Spoilt = JSON.parse(JSON.stringify(plan));
  short.wells[0].files.pop();
  expect(() => assertPlan(short)).toThrow(/files are not 8/);
});

test("refuses a call with a slot, plane or step that does not exist", () => {
  const plane: Spoilt = JSON.parse(JSON.stringify(plan));
  plane.schedules[0].calls[0].load[0].plane = 8;
  expect(() => assertPlan(plane)).toThrow(/plane 8 of 8/);
  const slot: Spoilt = JSON.parse(JSON.stringify(plan));
  slot.schedules[0].slots = 1;
  expect(() => assertPlan(slot)).toThrow(/slot 1 of 1/);
  const step: Spoilt = JSON.parse(JSON.stringify(plan));
  step.schedules[0].calls[0].step = 99;
  expect(() => assertPlan(step)).toThrow(/names step 99/);
});

test("refuses a function whose code is not there", () => {
  const spoilt: Spoilt = JSON.parse(JSON.stringify(plan));
  spoilt.steps[0].functions[0].source = "abc";
  expect(() => assertPlan(spoilt)).toThrow(/names code of titer\..* that is not there/);
});
