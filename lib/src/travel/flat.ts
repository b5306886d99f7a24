import { type AnyNode, type Comment, type Node, type Program, parse } from "acorn";
import { analyze, type Reference, type Scope, type Variable } from "eslint-scope";

/** A program as one text: all its modules behind each other, with the names made different. */
export interface FlatText {
  readonly text: string;
  /** The modules by name, as the comments before their statements call them. */
  readonly modules: readonly string[];
}

/** A statement of the top level, and the module that it comes from; null for helpers of the bundler. */
export interface FlatStatement {
  readonly node: Program["body"][number];
  readonly module: string | null;
}

/** A node of the parser with its place. */
export interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A parsed flat program with its scopes. */
export interface FlatProgram extends FlatText {
  readonly statements: readonly FlatStatement[];
  /** The variables of the top level, by name. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The references in a place, in the order of the text. */
  referencesIn(place: Placed): readonly Reference[];
  /** The statement of the top level around a place. */
  statementAt(place: Placed): FlatStatement | undefined;
  readonly top: Scope;
  readonly nodes: readonly AnyNode[];
  /** Nodes around a node, innermost first. */
  around(node: Node): readonly Node[];
}

/** The place of a node; the parser gives one to every node, which the types of scopes do not say. */
export function placeOf(node: object): Placed {
  return node as Placed;
}

/** Whether a place lies inside another one. */
export function isInside(inner: Placed, outer: Placed): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Parses a flat program. */
export function parseFlat({ text, modules }: FlatText): FlatProgram {
  const comments: Comment[] = [];
  const program = parse(text, { ecmaVersion: "latest", sourceType: "module", ranges: true, onComment: comments });
  // Holds: both describe ESTree, the parser's own types in other words.
  const scopes = analyze(program as never, { ecmaVersion: 2022, sourceType: "module" });
  const top = scopes.globalScope?.childScopes[0];
  if (!top) throw new Error("a module without a scope");
  const parents = parentsOf(program);
  const known = new Set(modules);
  const names = comments.filter(({ type, value }) => type === "Line" && known.has(value.trim()));
  const statements = program.body.map((node) => ({ node, module: moduleAt(node.start, names) }));
  const references = scopes.scopes
    .flatMap((scope) => scope.references)
    .sort((a, b) => placeOf(a.identifier).start - placeOf(b.identifier).start);
  return {
    text,
    modules,
    statements,
    variables: top.set,
    referencesIn: ({ start, end }) => {
      const at = (position: number) => firstFrom(references, ({ identifier }) => placeOf(identifier).start >= position);
      return references.slice(at(start), at(end));
    },
    statementAt: ({ start }) => statements[firstFrom(statements, ({ node }) => node.end > start)],
    top,
    nodes: [...parents.keys()] as AnyNode[], // holds: the parser gives nodes of these types only
    around: (node) => {
      const nodes: Node[] = [];
      for (let outer = parents.get(node); outer; outer = parents.get(outer)) nodes.push(outer);
      return nodes;
    },
  };
}

/** Whether a module belongs to an installed package, whose state is its own business. */
export function isPackage(module: string | null): boolean {
  return module === null || module.includes("node_modules/");
}

/** The module whose name stands in the last comment before a position. */
function moduleAt(position: number, names: readonly Comment[]): string | null {
  return names[firstFrom(names, ({ end }) => end > position) - 1]?.value.trim() ?? null;
}

/** The first place of an ordered list from which on something holds; its length when it never does. */
function firstFrom<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function parentsOf(root: Node): ReadonlyMap<Node, Node> {
  const parents = new Map<Node, Node>();
  const visit = (node: Node): void => {
    for (const child of Object.values(node).flat()) {
      if (!isNode(child)) continue;
      parents.set(child, node);
      visit(child);
    }
  };
  visit(root);
  return parents;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
