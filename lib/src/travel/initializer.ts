import type { AnyNode, CallExpression, Node } from "acorn";

/**
 * How a variable's value can be had elsewhere.
 *
 * - `source`: its initializer gives the same value wherever it is run.
 * - `call`: its initializer calls code of its own; its value is better taken as it is, if it is data.
 * - `value`: its initializer depends on this place or moment; only its value can travel.
 */
export type Portability = "source" | "call" | "value";

/** What a name at the root of a call or member stands for. */
export type NameKind = "own" | "library" | "node" | "global";

const safeGlobals: ReadonlySet<string> = new Set([
  ...["undefined", "NaN", "Infinity", "Math", "Object", "Array", "Number", "String", "Boolean", "BigInt", "Symbol"],
  ...["JSON", "RegExp", "Map", "Set", "WeakMap", "WeakSet", "Error", "TypeError", "RangeError", "structuredClone"],
  ...["ArrayBuffer", "SharedArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array"],
  ...["Uint16Array", "Int32Array", "Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"],
  ...["Atomics", "URL", "TextEncoder", "TextDecoder", "globalThis", "parseInt", "parseFloat", "isNaN", "isFinite"],
]);

/** Looks at an initializer. */
export function portability(node: Node, kindOf: (name: string) => NameKind): Portability {
  const among = (nodes: readonly (Node | null | undefined)[]): Portability =>
    nodes.reduce<Portability>((worst, next) => (next ? worse(worst, look(next)) : worst), "source");

  const look = (given: Node): Portability => {
    const at = given as AnyNode; // holds: the parser gives nodes of these types only
    switch (at.type) {
      case "Literal":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
      case "ClassExpression":
      case "TemplateElement":
        return "source";
      case "Identifier":
        return kindOf(at.name) === "global" && !safeGlobals.has(at.name) ? "value" : "source";
      case "TemplateLiteral":
        return among(at.expressions);
      case "ArrayExpression":
        return among(at.elements);
      case "ObjectExpression":
        return among(at.properties);
      case "Property":
        return at.computed ? among([at.key, at.value]) : look(at.value);
      case "SpreadElement":
      case "UnaryExpression":
        return look(at.argument);
      case "BinaryExpression":
      case "LogicalExpression":
        return among([at.left, at.right]);
      case "ConditionalExpression":
        return among([at.test, at.consequent, at.alternate]);
      case "SequenceExpression":
        return among(at.expressions);
      case "ChainExpression":
      case "ParenthesizedExpression":
        return look(at.expression);
      case "MemberExpression":
        return at.computed ? among([at.object, at.property]) : look(at.object);
      case "NewExpression":
      case "CallExpression":
        return worse(called(at.callee), among(at.arguments));
      default:
        return "value";
    }
  };

  const called = (callee: CallExpression["callee"]): Portability => {
    const root = rootName(callee);
    if (root === undefined) return worse("call", look(callee));
    if (root === "Math" && nameOf(callee) === "random") return "value";
    const kind = kindOf(root);
    if (kind === "global") return safeGlobals.has(root) ? "source" : "value";
    if (kind === "library") return ["defineFunction", "with"].includes(nameOf(callee)) ? "source" : "value";
    if (kind === "node") return "value";
    return nameOf(callee) === "with" ? "source" : "call";
  };

  return look(node);
}

/** The name of the called function itself: `openSync` of `fs.openSync`. */
export function nameOf(callee: Node): string {
  const at = callee as AnyNode; // see above
  if (at.type === "Identifier") return at.name;
  return at.type === "MemberExpression" && at.property.type === "Identifier" ? at.property.name : "";
}

/** The identifier at the root of members: `fs` of `fs.promises.open`. */
export function rootName(node: Node): string | undefined {
  const at = node as AnyNode; // see above
  if (at.type === "Identifier") return at.name;
  if (at.type === "MemberExpression") return rootName(at.object);
  return undefined;
}

const order: readonly Portability[] = ["source", "call", "value"];

function worse(a: Portability, b: Portability): Portability {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}
