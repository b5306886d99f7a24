import { isTiterError, messageOf, TiterError } from "../../errors.ts";

/** A place in code: line from 1, column from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The refusal of code, with the place as people count it. */
export function refuseCode({ line, column }: Place, what: string, todo: string, cause?: unknown): TiterError {
  return new TiterError("CODE_REFUSED", {
    what: `line ${line}, column ${column + 1}: ${what}`,
    todo,
    details: { line, column: column + 1 },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** What a declaration gives; its own refusals get the place. */
export function declaredAt<T>({ line, column }: Place, declare: () => T): T {
  try {
    return declare();
  } catch (thrown) {
    if (!isTiterError(thrown)) throw refuseCode({ line, column }, messageOf(thrown), "Correct the value.", thrown);
    throw new TiterError(thrown.code, {
      ...thrown,
      what: `line ${line}, column ${column + 1}: ${thrown.what}`,
      details: { ...thrown.details, line, column: column + 1 },
      cause: thrown,
    });
  }
}
