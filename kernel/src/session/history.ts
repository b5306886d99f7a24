import { booleanField, integerField, stringField } from "../messages/fields.ts";
import type { Content } from "../messages/message.ts";

interface Entry {
  readonly line: number;
  readonly input: string;
  output: string | null;
}

const session = 1;

/** The inputs of this kernel's life, and their results as text. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string): void {
    this.#entries.push({ line, input, output: null });
  }

  /** Sets the result of the input added last. */
  addOutput(output: string): void {
    const last = this.#entries.at(-1);
    if (last) last.output = output;
  }

  /** Content of `history_reply`: access types `tail`, `range` (start <= line < stop) and `search` (`*` and `?`). */
  reply(content: Content): Content {
    const withOutput = booleanField(content, "output", false);
    const history = this.#select(content).map(({ line, input, output }) =>
      withOutput ? [session, line, [input, output]] : [session, line, input],
    );
    return { status: "ok", history };
  }

  #select(content: Content): readonly Entry[] {
    const access = stringField(content, "hist_access_type", "tail");
    if (access === "range") {
      const start = integerField(content, "start", 0);
      const stop = integerField(content, "stop", Number.MAX_SAFE_INTEGER);
      return this.#entries.filter(({ line }) => line >= start && line < stop);
    }
    const matching = access === "search" ? this.#search(content) : this.#entries;
    return matching.slice(-integerField(content, "n", matching.length || 1));
  }

  #search(content: Content): readonly Entry[] {
    const pattern = globPattern(stringField(content, "pattern", "*"));
    const found = this.#entries.filter(({ input }) => pattern.test(input));
    if (!booleanField(content, "unique", false)) return found;
    return found.filter(({ input }, index) => found.findLastIndex((other) => other.input === input) === index);
  }
}

function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^]*")
    .replaceAll("?", "[^]");
  return new RegExp(`^${source}$`);
}
