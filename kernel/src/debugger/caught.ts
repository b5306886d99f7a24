import ts from "@titer/kernel/typescript";
import type { Place } from "../cell/codeFrame.ts";

/**
 * Whether an error that is thrown at a place of some TypeScript is caught there: a `try` with a `catch` is around it, in the same
 * function. The inspector cannot say, for the kernel itself catches whatever a cell throws.
 */
export function isCaught(text: string, place: Place): boolean {
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2023, true);
  const at = ts.getPositionOfLineAndCharacter(file, place.line, place.column);
  const visit = (node: ts.Node, caught: boolean): boolean => {
    const inner = ts.forEachChild(node, (child) => (child.pos <= at && at < child.end ? child : undefined));
    if (!inner) return caught;
    const protects = ts.isTryStatement(node) && node.catchClause !== undefined && inner === node.tryBlock;
    return visit(inner, ts.isFunctionLike(node) ? protects : caught || protects);
  };
  return visit(file, false);
}
