import { isTiterError } from "../errors.ts";
import { assignment, statementsOf } from "./cell.ts";
import { parseLiteral } from "./literal.ts";
import { rootPath } from "./scope.ts";

/**
 * The text of a configuration cell in which a field has another value, or none: its line is changed or removed, a new one is
 * added at the end; comments and all other lines stay.
 *
 * @param value - undefined takes the assignment out.
 */
export function writeConfigCell(text: string, path: string, value: unknown): string {
  const lines = text.split("\n");
  const wanted = rootPath(path).join(".");
  const found = statementsOf(lines).find(({ content }) => {
    const written = assignment.exec(content)?.[2];
    return written !== undefined && sameField(written, wanted);
  });
  const literal = JSON.stringify(value);
  if (found) {
    const [, indent = "", name = path, equals = " = ", rest = ""] = assignment.exec(found.content) ?? [];
    const written = value === undefined ? [] : [`${indent}${name}${equals}${literal}${commentOf(rest)}`];
    return lines.toSpliced(found.line - 1, found.lines, ...written).join("\n");
  }
  if (value === undefined) return text;
  const end = lines.findLastIndex((line) => line.trim() !== "");
  return lines.toSpliced(end + 1, 0, `${path} = ${literal}`).join("\n");
}

/** What stands behind a literal: `;` and a comment. */
function commentOf(rest: string): string {
  for (let end = 1; end <= rest.length; end++) {
    const tail = rest.slice(end);
    if (/^\s*;?\s*(#|\/\/|$)/.test(tail) && !("problem" in parseLiteral(rest.slice(0, end)))) return tail.trimEnd();
  }
  return "";
}

function sameField(written: string, wanted: string): boolean {
  try {
    return rootPath(written).join(".") === wanted;
  } catch (thrown) {
    if (isTiterError(thrown, "UNKNOWN_FIELD")) return false;
    throw thrown;
  }
}
