import ts from "@titer/kernel/typescript";

/** Whether a call, in a checked cell, is one of Titer's `defineFunction`. */
export function isDefinition(checker: ts.TypeChecker, { expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (!ts.isIdentifier(name)) return false;
  const symbol = checker.getSymbolAtLocation(name);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const file = target?.declarations?.[0]?.getSourceFile().fileName ?? "";
  return target?.name === "defineFunction" && /\/functions\/define\.d?\.?ts$/.test(file);
}

/**
 * Gives each `defineFunction` of a file a second argument, `origin(offset)` with the offset at which its first argument ends.
 * The file is not checked, so the name must be one that the file imports from Titer.
 */
export function withOrigins(origin: string): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts;
  return (context) => (file) => {
    const names = definingNames(file);
    const visit = (node: ts.Node): ts.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(node) || !ts.isCallExpression(visited)) return visited;
      const [declaration, more] = node.arguments;
      if (!declaration || more || !names.has(node.expression.getText(file))) return visited;
      const offset = factory.createNumericLiteral(declaration.getEnd());
      const added = factory.createCallExpression(factory.createIdentifier(origin), undefined, [offset]);
      return factory.updateCallExpression(visited, visited.expression, undefined, [...visited.arguments, added]);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

/** How a file calls `defineFunction`: `define` of `import { defineFunction as define }`, `t.defineFunction` of `import * as t`. */
function definingNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (!/^titer(\/|$)/.test(statement.moduleSpecifier.text)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) names.add(`${bindings.name.text}.defineFunction`);
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements)
      if ((propertyName ?? name).text === "defineFunction") names.add(name.text);
  }
  return names;
}
