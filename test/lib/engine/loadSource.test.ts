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

test("an error says the line of the function's code", async () => {
  const declarations = ["function broken(plane) {\n  const n = 1;\n  return plane.data.missing(n);\n}"];
  const definition = "({ kind: 'bound', declaration: { id: 'mine.fn', run: (stack) => broken(stack[0]) } })";
  const { run } = await loadSource(source({ declarations, definition }), "mine.fn@12345678");
  const call = () => run([{ data: {} }] as never, {}, {} as never);
  await expect(call()).rejects.toMatchObject({
    code: "FUNCTION_FAILED",
    what: "plane.data.missing is not a function, at: return plane.data.missing(n);",
    details: {
      frame: [
        "    function broken(plane) {",
        "      const n = 1;",
        "  >   return plane.data.missing(n);",
        "                        ^",
        "    }",
        "    return ({ kind: 'bound', declaration: { id: 'mine.fn', run: (stack) => broken(stack[0]) } });",
      ].join("\n"),
    },
  });
});
