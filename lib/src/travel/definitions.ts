import type { AnyNode, CallExpression, ImportDeclaration } from "acorn";
import { type FlatProgram, placeOf } from "./flat.ts";
import { nameOf, rootName } from "./initializer.ts";

/** All calls of Titer's `defineFunction` with one argument, in the order of the text. */
export function definitionsIn(program: FlatProgram): readonly CallExpression[] {
  return callsIn(program).filter((call) => call.arguments.length === 1 && definesFunction(program, call));
}

/** The call to which a mark was added as second argument. */
export function markedDefinition(program: FlatProgram, mark: string): CallExpression | undefined {
  return callsIn(program).find(({ arguments: given }) => {
    const second = given[1];
    return second?.type === "Literal" && second.value === mark;
  });
}

function callsIn(program: FlatProgram): readonly CallExpression[] {
  return program.nodes.filter((node): node is CallExpression => node.type === "CallExpression");
}

/** Whether the callee is `defineFunction`, or a member of that name, of a module of Titer. */
function definesFunction(program: FlatProgram, { callee }: CallExpression): boolean {
  const root = rootName(callee);
  const [definition] = program.variables.get(root ?? "")?.defs ?? [];
  if (definition?.type !== "ImportBinding") return false;
  const statement = program.statementAt(placeOf(definition.name))?.node;
  if (statement?.type !== "ImportDeclaration" || !/^titer(\/|$)/.test(String(statement.source.value))) return false;
  if (callee.type === "MemberExpression") return nameOf(callee) === "defineFunction";
  return importedName(statement, root ?? "") === "defineFunction";
}

function importedName({ specifiers }: ImportDeclaration, local: string): string | undefined {
  const found = specifiers.find((specifier) => specifier.local.name === local);
  if (found?.type !== "ImportSpecifier") return undefined;
  const imported: AnyNode = found.imported;
  return imported.type === "Identifier" ? imported.name : String(imported.value);
}
