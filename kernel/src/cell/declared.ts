import ts from "@titer/kernel/typescript";

/** A name that a cell declares at its top level. */
export interface Declared {
  readonly name: string;
  /** `variable` can be assigned (let, var); `value` cannot; `import` may turn out to be a type; `type` has no value. */
  readonly kind: "variable" | "value" | "import" | "type";
}

/** The names that the top level of a cell declares; a name with both a value and a type is listed as the value. */
export function declaredNames(cell: ts.SourceFile): ReadonlyMap<string, Declared> {
  const names = new Map<string, Declared>();
  for (const statement of cell.statements)
    for (const declared of namesOf(statement))
      if (declared.kind !== "type" || !names.has(declared.name)) names.set(declared.name, declared);
  return names;
}

/** The declared names that carry no `export` of their own. */
export function unexportedNames(cell: ts.SourceFile): ReadonlySet<string> {
  const statements = cell.statements.filter((statement) => !hasModifier(statement, ts.SyntaxKind.ExportKeyword));
  return new Set(statements.flatMap(namesOf).map(({ name }) => name));
}

/** The names that one statement declares. */
export function namesOf(statement: ts.Statement): readonly Declared[] {
  if (ts.isVariableStatement(statement)) return ofVariables(statement);
  if (ts.isImportDeclaration(statement)) return ofImport(statement);
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name ? [{ name: statement.name.text, kind: isAmbient(statement) ? "type" : "value" }] : [];
  if (ts.isEnumDeclaration(statement)) return [{ name: statement.name.text, kind: "value" }];
  if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name))
    return [{ name: statement.name.text, kind: hasValues(statement) ? "value" : "type" }];
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    return [{ name: statement.name.text, kind: "type" }];
  return [];
}

/** All identifiers in a node, wherever they stand: an upper bound of the names that it uses. */
export function mentionedNames(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) names.add(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return names;
}

function ofVariables(statement: ts.VariableStatement): readonly Declared[] {
  const list = statement.declarationList;
  const assignable = (list.flags & (ts.NodeFlags.Const | ts.NodeFlags.Using)) === 0;
  const kind = isAmbient(statement) ? "type" : assignable ? "variable" : "value";
  return list.declarations.flatMap(({ name }) => bound(name)).map((name) => ({ name, kind }));
}

function bound(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bound(element.name)));
}

function ofImport(statement: ts.ImportDeclaration): readonly Declared[] {
  const clause = statement.importClause;
  if (!clause) return [];
  const wholeIsType = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const kindOf = (isType: boolean): Declared["kind"] => (wholeIsType || isType ? "type" : "import");
  const names: Declared[] = [];
  if (clause.name) names.push({ name: clause.name.text, kind: kindOf(false) });
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) names.push({ name: bindings.name.text, kind: kindOf(false) });
  if (bindings && ts.isNamedImports(bindings))
    for (const element of bindings.elements) names.push({ name: element.name.text, kind: kindOf(element.isTypeOnly) });
  return names;
}

function isAmbient(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);
}

/** A namespace of types only leaves no value behind. */
function hasValues(node: ts.ModuleDeclaration): boolean {
  if (isAmbient(node) || !node.body) return false;
  if (!ts.isModuleBlock(node.body)) return true;
  return node.body.statements.some(
    (statement) => !ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement),
  );
}
