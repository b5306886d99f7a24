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
