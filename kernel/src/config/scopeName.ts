import { resolve } from "node:path";
import { type ConfigScopeName, configScopes } from "titer/config";
import { closestName, TiterError } from "titer/errors";

/** A scope that a cell can set: for everything, or for one plate or step. */
export interface ScopeName {
  readonly scope: ConfigScopeName;
  /** Absolute folder of the plate, or the step's name. */
  readonly of?: string;
}

/** The words that scopes begin with. */
export const scopeWords: readonly string[] = configScopes;

/** How cells write scopes. */
export const scopeForms = "global, pipeline, plate PATH, step NAME";

/**
 * A scope as cells write it: `pipeline`, `plate ../plates/screen-1`, `step normalize`.
 *
 * @param folder the notebook's, from which paths of plates count
 * @throws TiterError `UNKNOWN_SCOPE`
 */
export function scopeName(written: string, folder: string): ScopeName {
  const [, word = "", rest = ""] = /^\s*(\S*)\s*(.*?)\s*$/.exec(written) ?? [];
  const of = rest.replace(/^(["'])(.*)\1$/, "$2");
  const scope = configScopes.find((known) => known === word);
  const needsName = scope === "plate" || scope === "step";
  if (!scope || needsName !== (of !== "")) throw unknownScope(written.trim(), word);
  if (scope === "plate") return { scope, of: resolve(folder, of) };
  return needsName ? { scope, of } : { scope };
}

/** The scopes of a list: `pipeline, step normalize`. */
export function scopeNames(written: string, folder: string): readonly ScopeName[] {
  return written.split(",").map((one) => scopeName(one, folder));
}

/** A scope in words. */
export function scopeTitle({ scope, of }: ScopeName): string {
  return of === undefined ? `${scope} configuration` : `configuration of the ${scope} ${of}`;
}

/** One text for one scope. */
export function scopeKey({ scope, of = "" }: ScopeName): string {
  return `${scope} ${of}`;
}

function unknownScope(written: string, word: string): TiterError {
  const near = closestName(word, configScopes);
  return new TiterError("UNKNOWN_SCOPE", {
    what: written === "" ? "no scope is given" : `there is no scope "${written}"`,
    where: { field: written },
    todo: `${near && near !== word ? `Did you mean "${near}"? ` : ""}Use one of: ${scopeForms}.`,
    details: { known: configScopes },
  });
}
