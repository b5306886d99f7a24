import { createHash } from "node:crypto";
import { enterConfig, parseConfigCell, type Resolved, readConfigCell, rootField, scopeFields } from "titer/config";
import { isTiterError } from "titer/errors";
import { type ConfigOutput, configMime, type MimeBundle } from "titer/protocol";
import type { ConfigDirective } from "../cell/directives.ts";
import type { Problem } from "../cell/problems.ts";
import type { Content } from "../messages/message.ts";
import { formValues } from "./formModel.ts";
import { type ScopeName, scopeKey, scopeName, scopeNames, scopeTitle } from "./scopeName.ts";
import { NotebookScopes } from "./scopes.ts";
import { scopeTable } from "./table.ts";

/** What became of a configuration cell: its display, or what is wrong with it. */
export type ConfigCellResult = { readonly bundle: MimeBundle } | { readonly problems: readonly Problem[] };

/** What a configuration cell says. */
export interface CheckedConfig {
  readonly name: ScopeName;
  readonly input: ReturnType<typeof readConfigCell>["context"]["input"];
  readonly problems: readonly Problem[];
}

/** Which cell a request comes from, as front ends say it. */
export interface CellIdentity {
  /** The cell's id, when the front end sends one. */
  readonly id: string | undefined;
  /** Cells that were deleted since the last request. */
  readonly deleted: readonly string[];
}

/**
 * The configuration cells of a notebook.
 *
 * A cell is known by the id that front ends send. Where none comes (nbclient, consoles), each text is a cell of its own, and
 * one without fields takes back what such cells have set at its scope.
 */
export class ConfigCells {
  readonly scopes: NotebookScopes = new NotebookScopes();
  /** The notebook's, absolute. */
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** A request of a cell: deleted cells set nothing any more, nor does a cell that is no configuration cell now. */
  begin({ id, deleted }: CellIdentity, isConfig: boolean): void {
    for (const cell of deleted) this.scopes.forget(keyOf(cell));
    if (id !== undefined && !isConfig) this.scopes.forget(keyOf(id));
  }

  /**
   * Replaces what a cell sets by its assignments, which are read and never run.
   *
   * @throws TiterError `UNKNOWN_SCOPE`; the scopes then stay as they were, as when there are problems
   */
  set({ id }: CellIdentity, directive: ConfigDirective): ConfigCellResult {
    const { body } = directive;
    const { name, input, problems } = this.check(directive);
    if (problems.length > 0) return { problems };
    const cell = id === undefined ? anonymousKey(name, body) : keyOf(id);
    if (id === undefined && Object.keys(input).length === 0)
      this.scopes.forgetAll((other, at) => other.startsWith(anonymous) && scopeKey(at) === scopeKey(name));
    this.scopes.set(cell, name, input);
    const node = this.scopes.node(name);
    const output: ConfigOutput = {
      version: 2,
      cell,
      ...name,
      title: scopeTitle(name),
      values: formValues(name, node),
    };
    return { bundle: { [configMime]: output, ...scopeTable(name, node) } };
  }

  /** What a configuration cell says and all that is wrong with it. Throws `UNKNOWN_SCOPE`. */
  check({ scope, body }: ConfigDirective): CheckedConfig {
    const name = scopeName(scope, this.folder);
    const { context, problems } = readConfigCell(name.scope, body);
    const marked = problems.map(({ line, column, length, error }): Problem => {
      const message = `${error.what.replace(/^line \d+: /, "")}. ${error.todo}`;
      return { code: error.code, message, place: { line: line - 1, column }, length };
    });
    return { name, input: context.input, problems: marked.length > 0 ? marked : outOfScope(name, body) };
  }

  /** The value of a field at a scope as cells write both, and its origin; undefined when there is no such scope or field. */
  explain(scope: string, path: string): Resolved | undefined {
    try {
      return this.scopes.node(scopeName(scope, this.folder)).explain(path);
    } catch (thrown) {
      if (isTiterError(thrown, "UNKNOWN_SCOPE") || isTiterError(thrown, "UNKNOWN_FIELD")) return undefined;
      throw thrown;
    }
  }

  /** Runs code inside the notebook's configuration; it follows awaits, timers and callbacks. */
  within<T>(run: () => T): T {
    return enterConfig(this.scopes.contexts(), run);
  }

  /** Runs code inside some scopes: `pipeline, step normalize`. Throws `UNKNOWN_SCOPE`. */
  withinScopes<T>(written: string, run: () => T): T {
    return enterConfig(this.scopes.chosen(scopeNames(written, this.folder)), run);
  }
}

/** Assignments of fields that have no effect at a scope. */
function outOfScope(name: ScopeName, body: string): readonly Problem[] {
  const known = scopeFields(name.scope).map(({ path }) => path);
  const lines = body.split("\n");
  return parseConfigCell(body).flatMap(({ line, path }): Problem[] => {
    if (known.includes(rootField(path).path)) return [];
    const configs = [...new Set(known.map((one) => one.split(".")[0]))].join(", ");
    const message = `${path} cannot be set for one ${name.scope}. Set fields of: ${configs}.`;
    const place = { line: line - 1, column: lines[line - 1]?.indexOf(path) ?? 0 };
    return [{ code: "OUT_OF_SCOPE", message, place, length: path.length }];
  });
}

const anonymous = "text ";

function keyOf(id: string): string {
  return `cell ${id}`;
}

function anonymousKey(name: ScopeName, body: string): string {
  return `${anonymous}${createHash("sha256")
    .update(`${scopeKey(name)}\n${body.trim()}`)
    .digest("hex")}`;
}

/** Which cell an execute request comes from; front ends put that into its metadata. */
export function cellIdentity(metadata: Content): CellIdentity {
  const { cellId, deletedCells } = metadata;
  const deleted = Array.isArray(deletedCells) ? deletedCells.filter((id) => typeof id === "string") : [];
  return { id: typeof cellId === "string" ? cellId : undefined, deleted };
}
