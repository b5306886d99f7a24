import ts from "@titer/kernel/typescript";
import { InterruptCells } from "../wire/threadMessages.ts";
import { runtimeName } from "./rewrite.ts";

const { factory } = ts;

/** Name of the shared interrupt memory in emitted cells. */
export const flagName = "$flag";

/**
 * Makes an emitted cell interruptible. Runs after TypeScript's own transforms.
 *
 * - The cell's body becomes a generator: `await x` turns into `yield [x, offset]`, so that the runner takes each step under
 *   `breakOnSigint` and no loop of the body needs a check. The offset says where in the cell's file the wait stands: what
 *   an awaited promise throws has no frame of the cell in its stack.
 * - A loop inside a function exists twice: plain when the call comes from such a step, with a check of the interrupt
 *   flag when it comes from a timer or continues an async function. Tight loops therefore run at full speed.
 */
export function makeSteps(): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const body = (node: ts.Node): ts.Node => {
      if (ts.isFunctionLike(node) || ts.isPropertyDeclaration(node))
        return ts.visitEachChild(node, inFunction, context);
      if (ts.isAwaitExpression(node))
        return yielded(ts.visitNode(node.expression, body, ts.isExpression), startOf(node.expression), node);
      if (ts.isForOfStatement(node) && node.awaitModifier)
        return forAwait(ts.visitEachChild(node, body, context), startOf(node.expression));
      return ts.visitEachChild(node, body, context);
    };

    const inFunction = (node: ts.Node): ts.Node => {
      const loop = ts.isLabeledStatement(node) ? node.statement : node;
      if (!ts.isIterationStatement(loop, false)) return ts.visitEachChild(node, inFunction, context);
      const watched = ts.visitNode(node, checked, ts.isStatement);
      if (pauses(node)) return watched;
      return factory.createIfStatement(flag(InterruptCells.guard), ts.visitNode(node, plain, ts.isStatement), watched);
    };

    const plain = (node: ts.Node): ts.Node =>
      ts.visitEachChild(node, ts.isFunctionLike(node) ? inFunction : plain, context);

    const checked = (node: ts.Node): ts.Node => {
      if (ts.isFunctionLike(node)) return ts.visitEachChild(node, inFunction, context);
      const visited = ts.visitEachChild(node, checked, context);
      return ts.isIterationStatement(visited, false) ? withCheck(visited) : visited;
    };

    return (file) => {
      const statements = file.statements.filter((statement) => !ts.isExportDeclaration(statement));
      return ts.visitEachChild(factory.updateSourceFile(file, statements), body, context);
    };
  };
}

/** Whether a loop awaits or yields itself: each round then costs more than a check. */
function pauses(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier) return true;
  return ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? false : pauses(child))) ?? false;
}

/** Where an expression starts in the cell's file. */
function startOf(node: ts.Node): number {
  const original = ts.getOriginalNode(node);
  return original.pos < 0 ? 0 : original.getStart();
}

function yielded(value: ts.Expression, offset: number, range?: ts.TextRange): ts.Expression {
  const step = factory.createArrayLiteralExpression([value, factory.createNumericLiteral(offset)]);
  const expression = factory.createParenthesizedExpression(factory.createYieldExpression(undefined, step));
  return range ? ts.setTextRange(expression, range) : expression;
}

/** `if ($flag[0]) $titer.stop();` before the loop's own body. */
function withCheck(loop: ts.IterationStatement): ts.IterationStatement {
  const check = factory.createIfStatement(flag(InterruptCells.flag), factory.createExpressionStatement(call("stop")));
  const block = factory.createBlock([check, loop.statement], true);
  if (ts.isForStatement(loop))
    return factory.updateForStatement(loop, loop.initializer, loop.condition, loop.incrementor, block);
  if (ts.isForInStatement(loop)) return factory.updateForInStatement(loop, loop.initializer, loop.expression, block);
  if (ts.isForOfStatement(loop))
    return factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, block);
  if (ts.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, block);
  if (ts.isDoStatement(loop)) return factory.updateDoStatement(loop, block, loop.expression);
  return loop;
}

/**
 * `for await (const x of xs) body` as a loop whose waits are steps:
 * `const rounds = $titer.rounds(xs); try { while (yield [rounds.next(), offset]) { const x = rounds.value; body } } finally { yield [rounds.close(), offset]; }`
 */
function forAwait(loop: ts.ForOfStatement, offset: number): ts.Statement {
  const rounds = factory.createUniqueName("rounds");
  const property = (name: string): ts.Expression => factory.createPropertyAccessExpression(rounds, name);
  const invoke = (name: string): ts.Expression => factory.createCallExpression(property(name), undefined, []);
  const bind = bindValue(loop.initializer, property("value"));
  const round = factory.createWhileStatement(
    yielded(invoke("next"), offset),
    factory.createBlock([bind, loop.statement], true),
  );
  const declaration = factory.createVariableDeclaration(rounds, undefined, undefined, call("rounds", loop.expression));
  const constant = factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const),
  );
  const close = factory.createBlock([factory.createExpressionStatement(yielded(invoke("close"), offset))], true);
  return factory.createBlock(
    [constant, factory.createTryStatement(factory.createBlock([round], true), undefined, close)],
    true,
  );
}

function flag(index: number): ts.Expression {
  return factory.createElementAccessExpression(factory.createIdentifier(flagName), index);
}

function bindValue(initializer: ts.ForInitializer, value: ts.Expression): ts.Statement {
  if (!ts.isVariableDeclarationList(initializer))
    return factory.createExpressionStatement(factory.createAssignment(initializer, value));
  const [first] = initializer.declarations;
  const bound = factory.createVariableDeclaration(first?.name ?? "value", undefined, undefined, value);
  return factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([bound], initializer.flags & ts.NodeFlags.BlockScoped),
  );
}

function call(member: string, ...args: ts.Expression[]): ts.Expression {
  const target = factory.createPropertyAccessExpression(factory.createIdentifier(runtimeName), member);
  return factory.createCallExpression(target, undefined, args);
}
