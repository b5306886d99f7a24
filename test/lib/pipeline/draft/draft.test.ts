import { expect, test } from "@jest/globals";
import { gaussianBlur, libraryFunctions, type Parameters, type TiterFunction, tophat } from "#lib/functions/index.js";
import { checkDraft, draftOf, type FunctionFinder, FunctionStep, Pipeline, toCode } from "#lib/pipeline/index.js";
import type { PipelineDraft } from "#lib/protocol/index.js";

const find: FunctionFinder = ({ id, given }) => {
  const found = libraryFunctions.find(({ declaration }) => declaration.id === id) as TiterFunction<Parameters>;
  return found.with(given as never);
};

const pipeline = new Pipeline({
  name: "both",
  steps: [
    new FunctionStep({ name: "chain", func: [gaussianBlur.with({ sigma: 2 }), tophat], variableComponents: ["site"] }),
    new FunctionStep({
      name: "routed",
      func: { "1": tophat.with({ selemRadius: 7 }), "2": [tophat, gaussianBlur] },
      groupBy: "channel",
      enabled: false,
      stepMaterializationConfig: { enabled: true, subDir: "kept" },
    }),
  ],
});

test("a pipeline, made a draft and a pipeline again, is the same", () => {
  const draft = draftOf(pipeline);
  const { steps, problems } = checkDraft(JSON.parse(JSON.stringify(draft)) as PipelineDraft, find);
  expect(problems).toEqual([]);
  expect(draftOf({ name: "both", steps: [...steps.values()] })).toEqual(draft);
  expect(toCode([...steps.values()])).toBe(toCode(pipeline.steps));
});

test("keys stay with the names of steps", () => {
  const before = draftOf(pipeline);
  const [first, second] = pipeline.steps;
  const after = draftOf({ name: "both", steps: [second!, first!] }, before);
  expect(after.steps.map(({ key }) => key)).toEqual(before.steps.map(({ key }) => key).reverse());
});

test("all that is wrong is said, each at its place", () => {
  const draft = draftOf(pipeline);
  const [first, second] = draft.steps;
  const bad = checkDraft(
    {
      name: "bad",
      steps: [
        {
          ...first!,
          routes: [{ value: null, functions: [{ id: "titer.tophat", version: 1, given: { selemRadius: -1 } }] }],
        },
        { ...second!, config: { processingConfig: { groupBy: "plates" } } },
        { ...first!, key: "third", name: "empty", routes: [{ value: null, functions: [] }] },
      ],
    },
    find,
  );
  expect(bad.problems).toEqual([
    expect.objectContaining({
      code: "BAD_PARAMETER",
      step: first!.key,
      field: "selemRadius",
      at: { route: 0, place: 0 },
    }),
    expect.objectContaining({ code: "BAD_FIELD", step: second!.key, field: "ProcessingConfig.groupBy" }),
    expect.objectContaining({ code: "NO_FUNCTION", step: "third", field: "func" }),
  ]);
});

test("two steps of one name are told at the later one", () => {
  const draft = draftOf(pipeline);
  const same = draft.steps.map((step) => ({ ...step, name: "same" }));
  expect(checkDraft({ ...draft, steps: same }, find).problems).toEqual([
    expect.objectContaining({ code: "DUPLICATE_STEP", step: draft.steps[1]!.key, field: "name" }),
  ]);
});
