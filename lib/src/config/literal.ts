import * as choices from "./choices.ts";

/** A value that can be written down: what JSON has. */
export type Literal = number | string | boolean | null | readonly Literal[];

/** Why a text is no literal, and at which character. */
export interface LiteralProblem {
  readonly problem: string;
}

const number = /-?(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const word = /(?:true|false|null)\b/y;
const choice = /([A-Z]\w*)\.([A-Z][A-Z0-9_]*)/y;
const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  '"': '"',
  "'": "'",
  "/": "/",
};

/**
 * Reads one literal, with an optional `;` and a comment (`#` or `//`) after it. Nothing is evaluated: numbers, strings in
 * either quotes, true, false, null, choices such as `Backend.MEMORY`, and lists of these.
 */
export function parseLiteral(text: string): { readonly value: Literal } | LiteralProblem {
  const reader = new LiteralReader(text);
  try {
    const value = reader.value();
    reader.end();
    return { value };
  } catch (thrown) {
    if (thrown instanceof NoLiteral) return { problem: thrown.message };
    throw thrown;
  }
}

class NoLiteral extends Error {}

class LiteralReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): Literal {
    this.#skipSpace();
    const next = this.#text[this.#at];
    if (next === "[") return this.#list();
    if (next === '"' || next === "'") return this.#string(next);
    const named = this.#take(word);
    if (named !== undefined) return named === "null" ? null : named === "true";
    const chosen = this.#take(choice);
    if (chosen !== undefined) return this.#choice(chosen);
    const digits = this.#take(number);
    if (digits !== undefined) return Number(digits.replaceAll("_", ""));
    throw new NoLiteral(`"${this.#rest()}" is not a number, quoted text, true, false, null or a list of these`);
  }

  end(): void {
    this.#skipSpace();
    if (this.#text[this.#at] === ";") this.#at++;
    this.#skipSpace();
    const rest = this.#rest();
    if (rest !== "" && !rest.startsWith("#") && !rest.startsWith("//")) {
      throw new NoLiteral(`"${rest}" stands after the value`);
    }
  }

  #choice(written: string): string {
    const [name = "", member = ""] = written.split(".");
    const known: Readonly<Record<string, Readonly<Record<string, string>>>> = choices;
    const value = known[name]?.[member];
    if (value !== undefined) return value;
    const list = known[name] ? `its choices are ${Object.keys(known[name]).join(", ")}` : "there is no such choice";
    throw new NoLiteral(`${written}: ${list}`);
  }

  #list(): Literal[] {
    this.#at++;
    const items: Literal[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#text[this.#at] === "]") break;
      if (this.#at >= this.#text.length) throw new NoLiteral("the list has no closing ]");
      items.push(this.value());
      this.#skipSpace();
      if (this.#text[this.#at] === ",") this.#at++;
      else if (this.#text[this.#at] !== "]") throw new NoLiteral("the list has no closing ]");
    }
    this.#at++;
    return items;
  }

  #string(quote: string): string {
    let out = "";
    for (this.#at++; this.#text[this.#at] !== quote; this.#at++) {
      const char = this.#text[this.#at];
      if (char === undefined) throw new NoLiteral(`the text has no closing ${quote}`);
      out += char === "\\" ? this.#escape() : char;
    }
    this.#at++;
    return out;
  }

  #escape(): string {
    const code = this.#text[++this.#at] ?? "";
    const known = escapes[code];
    if (known === undefined) throw new NoLiteral(`\\${code} is not an escape that is known here`);
    return known;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Space, and in lists of several lines the comments at their ends. */
  #skipSpace(): void {
    this.#take(/(?:\s|(?:#|\/\/)[^\n]*\n)*/y);
  }

  #rest(): string {
    return this.#text.slice(this.#at).trim();
  }
}
