import { expect, test } from "@jest/globals";
import { loadSource } from "#lib/engine/loadSource.js";
import type { FunctionSource } from "#lib/functions/source.js";

const source = (parts: Partial<FunctionSource>): FunctionSource => ({
  imports: [],
  declarations: [],
  definition: "({ kind: 'bound', declaration: { id: 'mine.fn' } })",
  ...parts,
});

test("declarations and imports of Node are there for the definition", async () => {
  const declared = await loadSource(
    source({
      imports: [{ module: "node:path", names: { sep: "sep", whole: "*", byDefault: "default" } }],
      declarations: ["var a = sep + whole.sep;", "function both() { return a + byDefault.sep; }"],
      definition: "({ kind: 'bound', declaration: { id: both() } })",
    }),
    "test",
  );
  expect(declared.id).toBe("///");
});

test.each([
  [{ imports: [{ module: "left-pad", names: { pad: "default" } }] }, 'it imports "left-pad"'],
  [{ imports: [{ module: "/etc/passwd", names: {} }] }, 'it imports "/etc/passwd"'],
  [{ definition: "42" }, "it defines no function"],
])("%j is refused", async (parts, message) => {
  await expect(loadSource(source(parts), "mine.fn")).rejects.toMatchObject({
    code: "BAD_SOURCE",
    what: expect.stringContaining(message),
  });
});
