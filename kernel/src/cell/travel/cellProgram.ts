import ts from "@titer/kernel/typescript";
import { mentionedNames, namesOf } from "../declared.ts";
import type { NotebookName } from "../prelude.ts";

/** The text of a cell as a module of the program of one function. */
export interface CellModule {
  readonly text: string;
}

/** The parts of a notebook that one function needs, as modules that import each other. */
export interface CellProgram {
  /** By specifier, such as `./__cell3`. */
  readonly modules: ReadonlyMap<string, CellModule>;
}

/** The call by which a flat program says what a cell's names have become: `titer$names("./__cell3", () => ({ a: a2 }))`. */
export const namesCall = "titer$names";

interface Wanted {
  readonly cell: ts.SourceFile;
  readonly statements: Set<ts.Statement>;
  readonly names: Set<string>;
  readonly imports: Map<string, Set<string>>;
}

/**
 * The declarations that a definition may use, cell by cell, found by mentioned names: more than it needs, and never less.
 * Other statements come along where they name a variable that is needed, because they may fill it.
 *
 * @param specifier the cell of the definition
 * @param offset where the definition, a call, starts in the cell; it gets `mark` as last argument
 * @param textOf the code of a cell
 * @param notebook its names now
 */
export function cellProgram(
  specifier: string,
  offset: number,
  mark: string,
  textOf: (specifier: string) => string,
  notebook: ReadonlyMap<string, NotebookName>,
): CellProgram {
  const wanted = new Map<string, Wanted>();

  const cellOf = (name: string): Wanted => {
    const known = wanted.get(name);
    if (known) return known;
    const cell = ts.createSourceFile(`${name}.ts`, textOf(name), ts.ScriptTarget.ES2023, true);
    const entry: Wanted = { cell, statements: new Set(), names: new Set(), imports: new Map() };
    wanted.set(name, entry);
    return entry;
  };

  const want = (name: string, statement: ts.Statement): void => {
    const entry = cellOf(name);
    if (entry.statements.has(statement)) return;
    entry.statements.add(statement);
    for (const declared of namesOf(statement)) if (declared.kind !== "type") entry.names.add(declared.name);
    for (const mentioned of mentionedNames(statement)) wantName(name, entry, mentioned);
  };

  const wantName = (from: string, entry: Wanted, name: string): void => {
    const own = entry.cell.statements.filter((statement) => namesOf(statement).some((one) => one.name === name));
    for (const statement of own) want(from, statement);
    const other = notebook.get(name);
    if (own.length > 0 || !other || other.cell === from) return;
    entry.imports.set(other.cell, (entry.imports.get(other.cell) ?? new Set()).add(name));
    wantName(other.cell, cellOf(other.cell), name);
  };

  const first = cellOf(specifier);
  const call = callAt(first.cell, offset);
  want(specifier, statementAround(call));
  return {
    modules: new Map(
      [...wanted].map(([name, entry]) => [
        name,
        { text: moduleText(name, entry, entry === first ? call : undefined, mark) },
      ]),
    ),
  };
}

/** All statements that count, in their order; names that are assigned here cannot be imported, they are declared. */
function moduleText(specifier: string, entry: Wanted, marked: ts.CallExpression | undefined, mark: string): string {
  const { cell, statements, names, imports } = entry;
  const assigned = assignedNames(cell);
  const isFilling = (statement: ts.Statement): boolean =>
    namesOf(statement).length === 0 && [...mentionedNames(statement)].some((name) => names.has(name));
  const kept = cell.statements.filter((statement) => statements.has(statement) || isFilling(statement));
  const lines = [...imports].map(([from, list]) => {
    const [changed, imported] = [
      [...list].filter((name) => assigned.has(name)),
      [...list].filter((name) => !assigned.has(name)),
    ];
    return `import { ${imported.join(", ")} } from "${from}"; ${changed.map((name) => `let ${name}: any;`).join(" ")}`;
  });
  const exported = kept.flatMap((statement) =>
    isExported(statement) ? [] : namesOf(statement).map(({ name }) => name),
  );
  return [
    ...lines,
    ...kept.map((statement) => textOf(statement, marked, mark)),
    `export { ${[...new Set(exported)].join(", ")} };`,
    `${namesCall}(${JSON.stringify(specifier)}, () => ({ ${[...names].join(", ")} }));`,
  ].join("\n");
}

function textOf(statement: ts.Statement, marked: ts.CallExpression | undefined, mark: string): string {
  const text = statement.getText();
  const after = marked?.arguments.at(-1)?.getEnd();
  const at = after === undefined ? -1 : after - statement.getStart();
  return at < 0 || at > text.length ? text : `${text.slice(0, at)}, ${JSON.stringify(mark)}${text.slice(at)}`;
}

function callAt(cell: ts.SourceFile, offset: number): ts.CallExpression {
  const find = (node: ts.Node): ts.CallExpression | undefined =>
    ts.isCallExpression(node) && node.getStart() === offset && node.arguments.length === 1
      ? node
      : ts.forEachChild(node, find);
  const call = find(cell);
  if (!call) throw new Error(`there is no call at ${offset} of ${cell.fileName}`);
  return call;
}

function statementAround(node: ts.Node): ts.Statement {
  return ts.isSourceFile(node.parent) ? (node as ts.Statement) : statementAround(node.parent);
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Names that something in a cell assigns. */
function assignedNames(cell: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) add(node.left);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) add(node.operand);
    ts.forEachChild(node, visit);
  };
  const add = (target: ts.Node): void => {
    if (ts.isIdentifier(target)) names.add(target.text);
    else if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target))
      for (const name of mentionedNames(target)) names.add(name);
  };
  visit(cell);
  return names;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
