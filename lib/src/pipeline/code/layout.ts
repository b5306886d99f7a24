/** Code before it is laid out: text, an imported name, things after each other, or a bracketed list. */
export type Code = string | ImportedName | Group | readonly Code[];

/** A name that a module exports. */
export interface ImportedName {
  readonly module: string;
  readonly name: string;
}

/** Entries in brackets: on one line where they fit, else one line each. */
export interface Group {
  readonly brackets: "{}" | "[]";
  readonly entries: readonly (Code | Note)[];
}

/** An entry that is only shown, as a comment. */
export interface Note {
  readonly note: Code;
  /** Stands after it. */
  readonly remark?: string;
}

const width = 100;

/** Lays out code; `nameOf` gives the local name of an imported one. */
export function layout(code: Code, nameOf: (imported: ImportedName) => string, indent = 0, column = 0): string {
  if (typeof code === "string") return code;
  if ("module" in code) return nameOf(code);
  if (!("brackets" in code)) {
    return code.reduce<string>((text, part) => {
      const lineStart = text.lastIndexOf("\n") + 1;
      const at = (lineStart === 0 ? column : 0) + text.length - lineStart;
      return text + layout(part, nameOf, indent, at);
    }, "");
  }
  const [open, close] = code.brackets;
  if (code.entries.length === 0) return `${open}${close}`;
  const flat = onOneLine(code, nameOf);
  if (flat !== undefined && column + flat.length <= width) return flat;
  const space = " ".repeat(indent + 2);
  const lines = code.entries.map((entry) =>
    isNote(entry)
      ? commented(layout(entry.note, nameOf), entry.remark, space)
      : `${space}${layout(entry, nameOf, indent + 2, indent + 2)},\n`,
  );
  return `${open}\n${lines.join("")}${" ".repeat(indent)}${close}`;
}

function commented(text: string, remark: string | undefined, space: string): string {
  const lines = `${text},${remark ? ` // ${remark}` : ""}`.split("\n");
  return lines.map((line) => `${space}// ${line}\n`).join("");
}

/** The code without line breaks; undefined when there is a comment in it. */
function onOneLine(code: Code, nameOf: (imported: ImportedName) => string): string | undefined {
  if (typeof code === "string") return code;
  if ("module" in code) return nameOf(code);
  const entries = "brackets" in code ? code.entries : code;
  const texts: string[] = [];
  for (const entry of entries) {
    const text = isNote(entry) ? undefined : onOneLine(entry, nameOf);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  if (!("brackets" in code)) return texts.join("");
  return code.brackets === "{}" ? `{ ${texts.join(", ")} }` : `[${texts.join(", ")}]`;
}

/** All imported names in some code, in order. */
export function importsOf(code: Code | Note): ImportedName[] {
  if (typeof code === "string" || isNote(code)) return [];
  if ("module" in code) return [code];
  return ("brackets" in code ? code.entries : code).flatMap(importsOf);
}

function isNote(entry: Code | Note): entry is Note {
  return typeof entry === "object" && "note" in entry;
}
