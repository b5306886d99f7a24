import { isDeepStrictEqual } from "node:util";
import { fieldOf, readConfigCell, scopeFields, writeConfigCell } from "titer/config";
import { TiterError } from "titer/errors";
import { readDirectives } from "../cell/directives.ts";
import { scopeKey, scopeName } from "./scopeName.ts";
import type { NotebookScopes } from "./scopes.ts";

/**
 * The text of a configuration cell with the edits of its part in it; the text counts from now on, as if the cell had run.
 *
 * @param folder the notebook's, from which paths of plates count
 * @throws TiterError `OTHER_CELL` when the text is of another scope, `CONFIG_CELL`, `UNKNOWN_CELL`
 */
export function writeEdits(scopes: NotebookScopes, cell: string, source: string, folder: string): string {
  const { name, fields, written } = scopes.partOf(cell);
  const scope = readDirectives(source).config?.scope;
  if (scope === undefined || scopeKey(scopeName(scope, folder)) !== scopeKey(name)) {
    throw new TiterError("OTHER_CELL", {
      what: "the cell's first line was changed",
      todo: "Run the cell, then edit the form that it shows.",
    });
  }
  const edited = scopeFields(name.scope).filter(
    ({ path }) => !isDeepStrictEqual(fieldOf(fields, path), fieldOf(written, path)),
  );
  const text = edited.reduce((now, { path }) => writeConfigCell(now, path, fieldOf(fields, path)), source);
  const { context, problems } = readConfigCell(name.scope, readDirectives(text).config?.body ?? "");
  if (problems[0]) throw problems[0].error;
  scopes.set(cell, name, context.input);
  return text;
}
