import { closestName, TiterError } from "titer/errors";

/** `%%config SCOPE`: the body, from the end of the first line, holds configuration, which is read and never run. */
export interface ConfigDirective {
  readonly scope: string;
  readonly body: string;
}

/** What the first line of a cell says about the rest. */
export interface CellDirectives {
  readonly config?: ConfigDirective;
  /** `%%context SCOPES`: the scopes inside which the cell runs, as written. */
  readonly context?: string;
  /** `%%strict`: type errors stop the cell. */
  readonly strict: boolean;
  /** The cell's text; directive lines are comments of the same length, so that positions hold. */
  readonly text: string;
}

/** The directives, as they are written. */
export const directiveForms: readonly string[] = ["%%config SCOPE", "%%context SCOPES", "%%strict"];
const knownWords = directiveForms.map((form) => form.split(" ")[0] ?? form);

const directiveLine = /^\s*%%(\S*)[ \t]*([^\n]*)/;

/** A cell's text with its directive line, known or not, turned into a comment of the same length. */
export function withoutDirective(source: string): string {
  return directiveLine.test(source) ? source.replace("%%", "//") : source;
}

/** Reads the directive of a cell; throws `UNKNOWN_DIRECTIVE`, which lists the known ones. */
export function readDirectives(source: string): CellDirectives {
  const match = directiveLine.exec(source);
  if (!match) return { strict: false, text: source };
  const [line, word = "", rest = ""] = match;
  const text = withoutDirective(source);
  switch (word) {
    case "config":
      return {
        strict: false,
        text,
        config: { scope: rest.trim(), body: source.slice(line.length) },
      };
    case "context":
      return { strict: false, text, context: rest };
    case "strict":
      return { strict: true, text };
    default:
      throw unknown(`%%${word}`);
  }
}

function unknown(word: string): TiterError {
  const near = closestName(word, knownWords);
  return new TiterError("UNKNOWN_DIRECTIVE", {
    what: `the cell directive ${word} does not exist`,
    where: { field: word },
    todo: `${near ? `Did you mean ${near}? ` : ""}Known directives: ${directiveForms.join(", ")}.`,
    details: { known: directiveForms },
  });
}
