import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import {
  type EditorOutput,
  type EditorState,
  type FunctionEntry,
  type PanelReply,
  panelTarget,
  panelVersion,
  pipelineMime,
  previewTarget,
} from "#lib/protocol/index.js";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText } from "../support/wireClient.js";

jest.setTimeout(120_000);

let kernel: KernelProcess;
let shown: EditorOutput;
const comm = randomUUID();
let asked = 0;

const cells = [
  `import { defineFunction, FunctionStep, Pipeline, PipelineOrchestrator, synthesize } from "titer";
import { tophat } from "titer/functions";
import { interact } from "@titer/kernel/widgets";
const double = defineFunction({ id: "cell.double", version: 1, doc: "Doubles.", contract: "PURE_2D", memory: { input: "cpu", output: "cpu" },
  parameters: { times: { kind: "integer", default: 2, doc: "How often." } },
  run: ([plane], { times }, { acquire }) => { const out = acquire(plane); out.data.set(plane.data.map((value) => value * times)); return { stack: [out] }; } });
const pipeline = new Pipeline({ name: "mine", steps: [new FunctionStep({ name: "top", func: tophat.with({ selemRadius: 3 }) }), new FunctionStep({ name: "own", func: double })] });
await synthesize("plate", { wells: 1, sites: 1, channels: 1, z: 1, size: 64, seed: 1 });
const plate = await PipelineOrchestrator.open("plate");`,
  "const edited = interact(pipeline);",
];

beforeAll(async () => {
  kernel = await KernelProcess.start();
  const first = await kernel.client.execute(cells[0]!);
  expect(first.reply.content.status).toBe("ok");
  const { outputs } = await kernel.client.execute(cells[1]!);
  const output = outputs.find(({ type }) => type === "display_data")!;
  shown = (output.content.data as Record<string, EditorOutput>)[pipelineMime]!;
  await idle(
    await kernel.client.send("shell", "comm_open", {
      comm_id: comm,
      target_name: panelTarget,
      data: { version: panelVersion, root: "" },
    }),
  );
}, 120_000);
afterAll(() => kernel.stop());

async function idle(id: string): Promise<void> {
  await kernel.client.waitFor((one) => one.parent === id && one.content.execution_state === "idle");
}

async function ask<T>(kind: string, question: object): Promise<T> {
  const id = ++asked;
  const data = { id, kind, ask: question };
  await idle(await kernel.client.send("shell", "comm_msg", { comm_id: comm, data }));
  const said = kernel.client.seen.filter((one) => one.content.comm_id === comm);
  const reply = said
    .map((one) => one.content.data as PanelReply)
    .find((one) => (one.kind === "answer" || one.kind === "error") && one.id === id);
  return (reply?.kind === "answer" ? reply.value : reply?.kind === "error" ? reply.error : undefined) as T;
}

const open = () => ask<EditorState>("editor.open", { editorId: shown.editorId });

test("interact shows a pipeline as a draft with an id, and as text", () => {
  expect(shown.draft.steps.map(({ name }) => name)).toEqual(["top", "own"]);
  expect(shown.draft.steps[0]?.routes).toEqual([
    { value: null, functions: [{ id: "titer.tophat", version: 1, given: { selemRadius: 3 } }] },
  ]);
});

test("all functions are listed: the library's, those of Python libraries, and the notebook's own", async () => {
  const { functions } = await ask<{ functions: FunctionEntry[] }>("editor.functions", {});
  const libraries = new Set(functions.map(({ library }) => library));
  expect([...libraries].sort()).toEqual(["diplib", "mahotas", "notebook", "scipy", "simpleitk", "skimage", "titer"]);
  expect(functions.find(({ id }) => id === "cell.double")).toMatchObject({
    doc: "Doubles.",
    parameters: [{ name: "times", kind: "integer", default: 2 }],
  });
});

test("an edit of a page is what later cells get", async () => {
  const { draft, revision } = await open();
  const changed = { ...draft, steps: [draft.steps[1]!] };
  const state = await ask<EditorState>("editor.update", { editorId: shown.editorId, base: revision, draft: changed });
  expect(state).toMatchObject({ revision: revision + 1, problems: [] });
  expect(resultText((await kernel.client.execute("edited.pipeline.toString()")).outputs)).toContain('"mine": own');
  await ask("editor.update", { editorId: shown.editorId, base: revision + 1, draft });
});

test("of two pages that change one pipeline the later one is told, with the other's version", async () => {
  const { draft, revision } = await open();
  await ask("editor.update", { editorId: shown.editorId, base: revision, draft });
  expect(await ask("editor.update", { editorId: shown.editorId, base: revision, draft })).toMatchObject({
    code: "EDITOR_CONFLICT",
    details: { state: { revision: revision + 1 } },
  });
});

test("a function that does not exist any more is told at its place, and the pipeline is not handed on", async () => {
  const { draft, revision } = await open();
  const gone = {
    ...draft.steps[0]!,
    routes: [{ value: null, functions: [{ id: "titer.tophet", version: 1, given: {} }] }],
  };
  const bad = { ...draft, steps: [gone] };
  const state = await ask<EditorState>("editor.update", { editorId: shown.editorId, base: revision, draft: bad });
  expect(state.problems).toEqual([
    expect.objectContaining({ code: "UNKNOWN_FUNCTION", step: gone.key, at: { route: 0, place: 0 } }),
  ]);
  const { reply } = await kernel.client.execute("edited.pipeline");
  expect(reply.content.evalue).toContain('Did you mean "titer.tophat"?');
  await ask("editor.update", { editorId: shown.editorId, base: revision + 1, draft });
});

test("problems of the compiler come by step and field", async () => {
  const { draft } = await open();
  const [first, ...rest] = draft.steps;
  const bad = {
    ...draft,
    steps: [{ ...first!, config: { processingConfig: { variableComponents: ["well"] } } }, ...rest],
  };
  expect(await ask("editor.compile", { draft: bad, plate: "plate" })).toMatchObject({
    plan: null,
    problems: [{ step: first!.key, field: "variableComponents" }],
  });
  expect(await ask("editor.compile", { draft, plate: "plate" })).toMatchObject({
    problems: [],
    plan: expect.stringContaining("2 steps for 1 well"),
  });
});

test("code for a cell names what other cells declare, and is read back to the same draft", async () => {
  const { draft } = await open();
  const { text } = await ask<{ text: string }>("editor.code", { draft, piece: { kind: "pipeline" }, complete: false });
  expect(text).toContain("const pipeline = new Pipeline({");
  expect(text).toContain("func: double");
  expect(await ask("editor.read", { text, before: draft })).toEqual({ draft });
});

test("code of a step and of a whole run", async () => {
  const { draft } = await open();
  const piece = { kind: "step", step: draft.steps[0]!.key };
  expect(await ask("editor.code", { draft, piece, complete: false })).toEqual({
    text: expect.stringContaining("const top = new FunctionStep({"),
  });
  await kernel.client.executeCell("g", "%%config global\nnumWorkers = 3");
  const run = await ask<{ text: string }>("editor.code", {
    draft,
    piece: { kind: "run", plate: "plate" },
    complete: true,
  });
  expect(run.text).toContain("numWorkers: 3");
  expect(run.text).toContain("await PipelineOrchestrator.execute(orchestration);");
  expect(run.text).toContain("Doubles.");
});

test("code that can't be read is refused with its line, and is not run", async () => {
  const { draft } = await open();
  expect(await ask("editor.read", { text: "const a = 1;\nprocess.exit(1);", before: draft })).toMatchObject({
    details: { line: 2 },
  });
});

test("a preview sends the pixels before and behind a step, and those before only once", async () => {
  const { draft } = await open();
  const id = randomUUID();
  await idle(await kernel.client.send("shell", "comm_open", { comm_id: id, target_name: previewTarget, data: {} }));
  const preview = async (number: number, known: string | null) => {
    const question = { id: number, draft, step: draft.steps[1]!.key, plate: "plate", choice: {}, side: 32, known };
    await kernel.client.send("shell", "comm_msg", { comm_id: id, data: question });
    return kernel.client.waitFor(
      ({ type, content }) =>
        type === "comm_msg" && content.comm_id === id && (content.data as { id: number }).id === number,
    );
  };
  const first = await preview(1, null);
  const data = first.content.data as { kind: string; before: { key: string }; after: { info: object } };
  expect(data).toMatchObject({ kind: "planes", after: { info: { height: 32, width: 32, dtype: "uint16" } } });
  const [before, after] = first.buffers.map((bytes) => new Uint16Array(Uint8Array.from(bytes).buffer));
  expect([...after!]).toEqual([...before!].map((value) => (value * 2) & 0xffff));
  expect((await preview(2, data.before.key)).buffers).toHaveLength(1);
});
