import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute(
    '/** Distance in micrometres. */\nfunction spacingUm(field: number): number { return field * 2; }\nconst plateName = "screen-1";\ninterface Well { rowName: string }',
  );
});
afterAll(() => kernel.stop());

async function complete(code: string, cursor = [...code].length): Promise<Record<string, unknown>> {
  return (await kernel.client.request("complete_request", { code, cursor_pos: cursor })).reply.content;
}

describe("completion", () => {
  test("offers names of earlier cells", async () => {
    expect((await complete("plateN")).matches).toEqual(["plateName"]);
  });

  test("offers members by type", async () => {
    expect((await complete("const w = {} as Well; w.row")).matches).toEqual(["rowName"]);
  });

  test("counts the cursor in code points", async () => {
    const code = 'const s = "🔬🧫"; plateName.toUpp';
    const reply = await complete(code);
    expect(reply.matches).toEqual(["toUpperCase"]);
    expect(reply.cursor_start).toBe([...'const s = "🔬🧫"; plateName.'].length);
    expect(reply.cursor_end).toBe([...code].length);
  });

  test("looks at the cursor, not at the end of the text", async () => {
    const reply = await complete("plateName.toUpp; 1", "plateName.toUpp".length);
    expect(reply.matches).toEqual(["toUpperCase"]);
  });

  test("works below a directive", async () => {
    const code = "%%strict\nplateName.toUpp";
    expect(await complete(code)).toMatchObject({ matches: ["toUpperCase"], cursor_end: code.length });
  });

  test("offers names of an imported package", async () => {
    const code = 'import { TiterErr } from "titer";';
    expect((await complete(code, code.indexOf(" }"))).matches).toContain("TiterError");
  });
});

describe("inspection", () => {
  test("gives type and documentation", async () => {
    const { reply } = await kernel.client.request("inspect_request", { code: "spacingUm", cursor_pos: 9 });
    const data = reply.content.data as Record<string, string>;
    expect(reply.content.found).toBe(true);
    expect(data["text/plain"]).toContain("spacingUm(field: number): number");
    expect(data["text/plain"]).toContain("Distance in micrometres.");
    expect(data["text/markdown"]).toContain("```typescript");
  });

  test("counts the cursor in code points", async () => {
    const code = '"🔬🔬🔬"; plateName';
    const { reply } = await kernel.client.request("inspect_request", { code, cursor_pos: [...code].length - 1 });
    expect((reply.content.data as Record<string, string>)["text/plain"]).toContain('plateName: "screen-1"');
  });

  test("finds nothing in empty text", async () => {
    const { reply } = await kernel.client.request("inspect_request", { code: "", cursor_pos: 0 });
    expect(reply.content).toMatchObject({ status: "ok", found: false });
  });
});

test.each([
  ["%%strict\nconst a = 1;", "complete"],
  ["%%config pipeline\n# any text = ", "complete"],
  ["await load(", "incomplete"],
  ["let a = ;", "invalid"],
])("%j is %s", async (code, status) => {
  expect((await kernel.client.request("is_complete_request", { code })).reply.content.status).toBe(status);
});

test("an open block is incomplete and indented", async () => {
  const { reply } = await kernel.client.request("is_complete_request", { code: "function f() {\n  if (1) {" });
  expect(reply.content).toEqual({ status: "incomplete", indent: "    " });
});

const text = async (code: string, cursor = [...code].length): Promise<string> => {
  const { reply } = await kernel.client.request("inspect_request", { code, cursor_pos: cursor });
  return (reply.content.data as Record<string, string>)["text/markdown"] ?? "";
};

describe("completion of paths and directives", () => {
  test.each([
    ['import {} from "titer/f', ["titer/functions"]],
    ['import {} from "node:work', ["node:worker_threads"]],
    ['await import("tit', ["titer"]],
    ["%%con", ["%%config", "%%context"]],
    ["%%config pl", ["plate"]],
    ["%%context pipeline, st", ["step"]],
  ])("%s", async (code, wanted) => {
    expect((await complete(code)).matches).toEqual(expect.arrayContaining(wanted));
  });

  test("files and folders beside the notebook, and packages installed there", async () => {
    mkdirSync(join(kernel.folder, "helpers"));
    mkdirSync(join(kernel.folder, "node_modules", "@lab", "stains"), { recursive: true });
    for (const file of ["measure.ts", "measure.d.ts", "notes.txt", "helpers/lut.ts"])
      writeFileSync(join(kernel.folder, file), "");
    expect((await complete('import {} from "./')).matches).toEqual(["./connection.json", "./helpers/", "./measure.ts"]);
    expect((await complete('import {} from "./helpers/')).matches).toEqual(["./helpers/lut.ts"]);
    expect((await complete('import {} from "@la')).matches).toEqual(["@lab/stains"]);
  });

  test("replaces what is written of a path", async () => {
    const code = 'import {} from "titer/con';
    expect(await complete(code)).toMatchObject({
      matches: ["titer/config"],
      cursor_start: code.length - "titer/con".length,
      cursor_end: code.length,
    });
  });
});

test("functions are offered with their signatures", async () => {
  const { metadata } = await complete("spacingU");
  expect((metadata as Record<string, unknown>)._jupyter_types_experimental).toEqual([
    expect.objectContaining({ text: "spacingUm", type: "function", signature: "(field: number): number" }),
  ]);
});

describe("in a configuration cell", () => {
  test("fields are offered, and nothing else", async () => {
    expect((await complete("%%config pipeline\nnum")).matches).toEqual(["numWorkers"]);
    expect((await complete("%%config pipeline\nconso")).matches).toEqual([]);
    expect((await complete("%%config pipeline\npathPlanning.out")).matches).toEqual(["outputDirSuffix"]);
    expect((await complete("%%config step blur\npathPl")).matches).toEqual([]);
  });

  test("values are offered by the field's choices", async () => {
    const code = "%%config pipeline\n# workers\nnumWorkers = 2 # two\nvfs.intermediateBackend = ";
    expect((await complete(code)).matches).toEqual(expect.arrayContaining(['"memory"', '"zarr"']));
    expect((await complete("%%config pipeline\nzarr.pyramid = tr")).matches).toEqual(["true"]);
    expect((await complete("%%config pipeline\nvfs.intermediateBackend = Backend.M")).matches).toEqual(["MEMORY"]);
  });

  test("a field shows its documentation, its limits, its value and where that comes from", async () => {
    await kernel.client.executeCell("g", "%%config global\nnumWorkers = 6");
    const shown = await text("%%config pipeline\nnumWorkers = 2", "%%config pipeline\nnum".length);
    expect(shown).toContain("numWorkers: number");
    expect(shown).toContain("How many wells are processed at a time. From 1 to 1024.");
    expect(shown).toContain("Value: 6, from the global scope (GlobalPipelineConfig).");
  });
});

describe("inspection of live values", () => {
  test("a field of a config shows value and origin", async () => {
    await kernel.client.executeCell("g", "%%config global\nnumWorkers = 6\npathPlanning.subDir = 'planes'");
    await kernel.client.execute(
      'import { PipelineConfig } from "titer";\nconst cfg = new PipelineConfig({ numWorkers: 3 });\nconst empty = new PipelineConfig();',
    );
    expect(await text("cfg.numWorkers")).toContain("Value: 3, from the instance itself");
    expect(await text("empty.numWorkers")).toContain("Value: 6, from the global scope (GlobalPipelineConfig)");
    expect(await text("1 + empty.pathPlanningConfig.subDir")).toContain('Value: "planes", from the global scope');
    expect(await text("empty.useThreading")).toContain("from the declared default");
  });

  test("a function of the library shows shapes, parameters, units and defaults, also before its import has run", async () => {
    const code = 'import { tophat } from "titer/functions";\ntophat';
    const shown = await text(code);
    expect(shown).toContain("each plane (y, x) by itself");
    expect(shown).toMatch(/\| selemRadius \| 50 \| whole number from \d+ to \d+ px \| .+ \|/);
  });

  test("a function of a cell shows its declaration, with what is bound", async () => {
    await kernel.client.execute(`import { defineFunction } from "titer";
const crop = defineFunction({
  id: "mine.crop", version: 1, doc: "Cuts the border off.", contract: "PURE_2D", memory: { input: "cpu", output: "cpu" },
  parameters: { margin: { kind: "integer", default: 4, min: 0, unit: "px", doc: "Width of the border." } },
  run: (stack) => ({ stack }),
}).with({ margin: 7 });`);
    expect(await text("crop")).toContain("| margin | 7 (bound) | whole number from 0 px | Width of the border. |");
  });

  test("a parameter that is bound shows its documentation", async () => {
    const code = 'import { tophat } from "titer/functions";\ntophat.with({ selemRadius: 3 })';
    expect(await text(code, code.indexOf("selemRadius") + 3)).toMatch(
      /Default: 50\. Allowed: whole number from \d+ to \d+ px\./,
    );
  });
});
