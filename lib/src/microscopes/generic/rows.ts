import { allComponents } from "../../components/components.ts";
import { TiterError } from "../../errors.ts";

/** What a pattern or a table says of one file: texts by the component's name; components that are absent are not there. */
export interface FileRow {
  readonly path: string;
  readonly components: Readonly<Record<string, string>>;
}

/** The components that may be named; `row` and `column` together stand for `well`. */
export const nameable: readonly string[] = ["row", "column", ...allComponents];

/**
 * The rows that a regular expression with named groups takes from paths; files that it does not match are left out.
 *
 * @throws `BAD_PATTERN` when it is no regular expression, or names none or an unknown component.
 */
export function patternRows(pattern: string, files: readonly string[]): FileRow[] {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch (cause) {
    throw badPattern(pattern, "it is no regular expression", cause);
  }
  const groups = [...pattern.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name ?? "");
  const unknown = groups.find((name) => !nameable.some((known) => known === name));
  if (unknown !== undefined) throw badPattern(pattern, `"${unknown}" is no component`);
  if (groups.length === 0) throw badPattern(pattern, "it names no component");
  return files.flatMap((path) => {
    const found = expression.exec(path)?.groups;
    if (!found) return [];
    const components = Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return [{ path, components: Object.fromEntries(components) }];
  });
}

/**
 * The rows of a table with the column `path` and columns called as the components; paths are relative to the plate.
 *
 * @param table - the table's rows.
 * @throws `BAD_TABLE` when there is no `path` or a row has none.
 */
export function tableRows(table: readonly Readonly<Record<string, unknown>>[]): FileRow[] {
  return table.map((row, i) => {
    const { path } = row;
    if (typeof path !== "string" || path === "" || path.startsWith("/") || path.split("/").includes("..")) {
      throw new TiterError("BAD_TABLE", {
        what: `row ${i + 1} has the path ${JSON.stringify(path) ?? "undefined"}`,
        todo: "Give a column `path` with paths below the plate's folder.",
      });
    }
    const components = nameable.flatMap((name) => {
      const value = row[name];
      return value === undefined || value === null || value === "" ? [] : [[name, String(value)] as const];
    });
    return { path, components: Object.fromEntries(components) };
  });
}

function badPattern(pattern: string, what: string, cause?: unknown): TiterError {
  return new TiterError("BAD_PATTERN", {
    what: `the pattern ${pattern} cannot be used: ${what}`,
    todo: `Give a regular expression with named groups, such as (?<well>[A-P]\\d\\d)_s(?<site>\\d+)_(?<channel>\\w+)\\.tif; names: ${nameable.join(", ")}.`,
    cause,
  });
}
