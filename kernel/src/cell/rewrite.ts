import ts from "@titer/kernel/typescript";
import { namesOf } from "./declared.ts";
import { isDefinition } from "./travel/definition.ts";

const { factory } = ts;

/** A package or file that a cell imports statically. */
export interface StaticImport {
  readonly specifier: string;
}

/** Name of the runtime's parameter in emitted cells. */
export const runtimeName = "$titer";

/**
 * Turns a checked cell into statements that run inside a function: names of earlier cells become lookups in the
 * notebook, own names are published as their declarations run, imports become parameters, the last expression the result.
 *
 * @param body from where to where the user's own text stands in the file
 * @param imports is filled with the static imports in order; `runtime.module(i)` gives the loaded module
 */
export function rewriteCell(
  checker: ts.TypeChecker,
  body: { readonly start: number; readonly end: number },
  imports: StaticImport[],
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const isOurs = (node: ts.Node): boolean => node.getStart() >= body.start && node.getStart() < body.end;
    const isNotebookName = (symbol: ts.Symbol | undefined): boolean =>
      symbol?.declarations?.some((at) => at.getSourceFile().fileName === cellFile && at.end <= body.start) ?? false;
    let cellFile = "";

    const visit = (node: ts.Node): ts.Node => {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
      if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) return node;
      if (ts.isShorthandPropertyAssignment(node)) return shorthand(node) ?? ts.visitEachChild(node, visit, context);
      if (ts.isCallExpression(node)) return call(node);
      if (ts.isTaggedTemplateExpression(node) && isReference(node.tag)) {
        const template = ts.visitNode(node.template, visit, ts.isTemplateLiteral);
        return factory.updateTaggedTemplateExpression(node, detached(lookup(node.tag)), undefined, template);
      }
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return runtime("meta");
      if (ts.isIdentifier(node) && isReference(node)) return lookup(node);
      return ts.visitEachChild(node, visit, context);
    };

    const isReference = (node: ts.Node): node is ts.Identifier =>
      ts.isIdentifier(node) && !ts.isPartOfTypeNode(node) && isNotebookName(checker.getSymbolAtLocation(node));

    const shorthand = (node: ts.ShorthandPropertyAssignment): ts.Node | undefined => {
      if (!isNotebookName(checker.getShorthandAssignmentValueSymbol(node))) return undefined;
      const preset = node.objectAssignmentInitializer;
      const value = lookup(node.name);
      if (!preset) return factory.createPropertyAssignment(node.name.text, value);
      const initializer = ts.visitNode(preset, visit, ts.isExpression);
      return factory.createPropertyAssignment(node.name.text, factory.createAssignment(value, initializer));
    };

    /** The second argument of `defineFunction` says where the function's code is. */
    const origin = (node: ts.CallExpression): readonly ts.Expression[] => {
      if (node.arguments.length !== 1 || !isDefinition(checker, node)) return [];
      const offset = factory.createNumericLiteral(node.getStart() - body.start);
      return [factory.createCallExpression(runtime("origin"), undefined, [offset])];
    };

    const call = (node: ts.CallExpression): ts.Node => {
      const given = ts.visitNodes(node.arguments, visit, ts.isExpression);
      const args = [...given, ...origin(node)];
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword)
        return factory.updateCallExpression(node, runtime("import"), undefined, args);
      if (!isReference(node.expression)) {
        const callee = ts.visitNode(node.expression, visit, ts.isExpression);
        return factory.updateCallExpression(node, callee, undefined, args);
      }
      return factory.updateCallExpression(node, detached(lookup(node.expression)), undefined, args);
    };

    const isValue = (name: ts.Identifier): boolean => {
      const symbol = checker.getSymbolAtLocation(name);
      if (!symbol || (symbol.flags & ts.SymbolFlags.Alias) === 0) return true;
      const target = checker.getAliasedSymbol(symbol);
      // A package without types resolves to nothing: its names are values.
      return target.declarations === undefined || (target.flags & ts.SymbolFlags.Value) !== 0;
    };

    const importStatements = (node: ts.ImportDeclaration): readonly ts.Statement[] => {
      const clause = node.importClause;
      if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || !ts.isStringLiteral(node.moduleSpecifier)) return [];
      const picks = new Map<string, ts.Expression>();
      const module = factory.createNumericLiteral(imports.length);
      const pick = (name: string): ts.Expression =>
        factory.createCallExpression(runtime("pick"), undefined, [module, factory.createStringLiteral(name)]);
      if (clause?.name && isValue(clause.name)) picks.set(clause.name.text, pick("default"));
      const bindings = clause?.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings))
        picks.set(bindings.name.text, factory.createCallExpression(runtime("module"), undefined, [module]));
      if (bindings && ts.isNamedImports(bindings))
        for (const element of bindings.elements)
          if (!element.isTypeOnly && isValue(element.name))
            picks.set(element.name.text, pick((element.propertyName ?? element.name).text));
      if (clause && picks.size === 0) return [];
      imports.push({ specifier: node.moduleSpecifier.text });
      return [...picks].flatMap(([name, value]) => [constant(name, value), publish(name, false)]);
    };

    const topLevel = (statement: ts.Statement): readonly ts.Statement[] => {
      if (!isOurs(statement) || ts.isExportDeclaration(statement)) return [];
      if (ts.isImportDeclaration(statement)) return [];
      if (statement === last && ts.isExpressionStatement(statement)) {
        const value = ts.visitNode(statement.expression, visit, ts.isExpression);
        const result = factory.createCallExpression(runtime("result"), undefined, [value]);
        return [factory.updateExpressionStatement(statement, result)];
      }
      const visited = ts.visitNode(withoutExport(statement), visit, ts.isStatement);
      if (ts.isFunctionDeclaration(statement)) return [visited];
      const names = namesOf(statement).filter(({ kind }) => kind !== "type");
      return [visited, ...names.map(({ name, kind }) => publish(name, kind === "variable"))];
    };

    let last: ts.Statement | undefined;
    return (file) => {
      cellFile = file.fileName;
      const own = file.statements.filter((statement) => isOurs(statement));
      last = own.findLast((statement) => !ts.isEmptyStatement(statement));
      const hoisted = [
        ...own.filter(ts.isImportDeclaration).flatMap(importStatements),
        ...own
          .filter(ts.isFunctionDeclaration)
          .flatMap((statement) => namesOf(statement).filter(({ kind }) => kind === "value"))
          .map(({ name }) => publish(name, false)),
      ];
      return factory.updateSourceFile(file, [...hoisted, ...own.flatMap(topLevel)]);
    };
  };
}

function runtime(member: string): ts.Expression {
  return factory.createPropertyAccessExpression(factory.createIdentifier(runtimeName), member);
}

/** `$titer.scope.name` at the place of `name`. */
function lookup(name: ts.Identifier): ts.Expression {
  return ts.setTextRange(factory.createPropertyAccessExpression(runtime("scope"), name.text), name);
}

/** `(0, f)`: a call through it gets no `this`. */
function detached(expression: ts.Expression): ts.Expression {
  return factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), expression));
}

function constant(name: string, value: ts.Expression): ts.Statement {
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
  return factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const),
  );
}

/** `$titer.publish("a", () => a, (value) => a = value)`; names that cannot be assigned have no setter. */
function publish(name: string, assignable: boolean): ts.Statement {
  const identifier = factory.createIdentifier(name);
  const value = factory.createUniqueName("value");
  const arrow = (parameters: ts.ParameterDeclaration[], body: ts.Expression): ts.Expression =>
    factory.createArrowFunction(undefined, undefined, parameters, undefined, undefined, body);
  const setter = arrow(
    [factory.createParameterDeclaration(undefined, undefined, value)],
    factory.createAssignment(identifier, value),
  );
  const accessors = assignable ? [arrow([], identifier), setter] : [arrow([], identifier)];
  return factory.createExpressionStatement(
    factory.createCallExpression(runtime("publish"), undefined, [factory.createStringLiteral(name), ...accessors]),
  );
}

/** `export const a` means `const a` in a cell: every top-level name is visible to later cells anyway. */
function withoutExport(statement: ts.Statement): ts.Statement {
  if (!ts.canHaveModifiers(statement)) return statement;
  const modifiers = statement.modifiers?.filter(
    ({ kind }) => kind !== ts.SyntaxKind.ExportKeyword && kind !== ts.SyntaxKind.DefaultKeyword,
  );
  if (!statement.modifiers || modifiers?.length === statement.modifiers.length) return statement;
  if (ts.isVariableStatement(statement))
    return factory.updateVariableStatement(statement, modifiers, statement.declarationList);
  if (ts.isFunctionDeclaration(statement))
    return factory.updateFunctionDeclaration(
      statement,
      modifiers,
      statement.asteriskToken,
      statement.name,
      statement.typeParameters,
      statement.parameters,
      statement.type,
      statement.body,
    );
  if (ts.isClassDeclaration(statement))
    return factory.updateClassDeclaration(
      statement,
      modifiers,
      statement.name,
      statement.typeParameters,
      statement.heritageClauses,
      statement.members,
    );
  if (ts.isEnumDeclaration(statement))
    return factory.updateEnumDeclaration(statement, modifiers, statement.name, statement.members);
  return statement;
}
