import type { AnyNode, Node } from "acorn";
import type { Reference, Variable } from "eslint-scope";
import type { FlatProgram } from "./flat.ts";

/** How a variable of the top level is changed after its declaration. */
export type Change =
  /** It is given another value, or what it holds is changed by a function. */
  | "changes"
  /** What it holds is filled by statements of the top level, which run once. */
  | "filled"
  /** Statements of the top level name it, and may fill it. */
  | "mentioned"
  | null;

const mutators: ReadonlySet<string> = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"],
  ...["set", "add", "delete", "clear"],
]);

/** Looks at all uses of a variable. */
export function changeOf(program: FlatProgram, variable: Variable): Change {
  const changes = variable.references.map((reference) => changeAt(program, reference));
  return (["changes", "filled", "mentioned"] as const).find((change) => changes.includes(change)) ?? null;
}

function changeAt(program: FlatProgram, reference: Reference): Change {
  if (reference.isWrite()) return reference.init ? null : "changes";
  const identifier = reference.identifier as unknown as Node; // the parser's own node, in the words of ESTree
  const around = program.around(identifier) as readonly AnyNode[];
  const inFunction = around.some(isFunction);
  if (isMutation(identifier, around)) return inFunction ? "changes" : "filled";
  const statement = around.at(-2);
  return inFunction || statement === undefined || isDeclaration(statement) ? null : "mentioned";
}

function isMutation(identifier: Node, around: readonly AnyNode[]): boolean {
  let inner: Node = identifier;
  let outer = around[0];
  let depth = 0;
  for (; outer?.type === "MemberExpression" && outer.object === inner; outer = around[depth]) {
    inner = outer;
    depth += 1;
  }
  if (depth === 0 || outer === undefined) return false;
  if (outer.type === "AssignmentExpression") return outer.left === inner;
  if (outer.type === "UpdateExpression") return true;
  if (outer.type === "UnaryExpression") return outer.operator === "delete";
  const method = inner as AnyNode;
  if (outer.type !== "CallExpression" || outer.callee !== inner || method.type !== "MemberExpression") return false;
  return method.property.type === "Identifier" && !method.computed && mutators.has(method.property.name);
}

function isFunction(node: AnyNode): boolean {
  return /^(Function|ArrowFunction)|^MethodDefinition$|^PropertyDefinition$/.test(node.type);
}

function isDeclaration(node: AnyNode): boolean {
  return /Declaration$/.test(node.type);
}
