import type { FunctionEntry } from "titer/protocol";
import { nameOf } from "./edits.ts";

/** What narrows a search beside its words; empty texts narrow nothing. */
export interface SearchFilters {
  readonly library: string;
  readonly memory: string;
  readonly contract: string;
}

interface Indexed {
  readonly entry: FunctionEntry;
  readonly name: string;
  /** The name's words: `top`, `hat` of `topHat` and `top_hat`. */
  readonly words: readonly string[];
  readonly tags: string;
  readonly text: string;
}

/** Finds functions as one types: names first, then words of names, then tags, then docs. */
export class FunctionSearch {
  readonly #index: readonly Indexed[];

  constructor(entries: readonly FunctionEntry[]) {
    this.#index = entries.map((entry) => {
      const name = nameOf(entry);
      const words = name
        .split(/[_\W]+|(?<=[a-z0-9])(?=[A-Z])/)
        .map((word) => word.toLowerCase())
        .filter((word) => word !== "");
      return {
        entry,
        name: name.toLowerCase(),
        words,
        tags: [...entry.tags, entry.library, entry.id].join(" ").toLowerCase(),
        text: `${entry.doc} ${entry.parameters.map((one) => one.name).join(" ")}`.toLowerCase(),
      };
    });
  }

  /** The functions that have all words somewhere, the best first. */
  find(words: string, { library, memory, contract }: SearchFilters): readonly FunctionEntry[] {
    const wanted = words
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const found = this.#index.flatMap((one) => {
      const { entry } = one;
      if (library !== "" && entry.library !== library) return [];
      if (memory !== "" && entry.memory.input !== memory && entry.memory.output !== memory) return [];
      if (contract !== "" && entry.contract !== contract) return [];
      const ranks = wanted.map((word) => rank(one, word));
      if (ranks.some((value) => value === null)) return [];
      return [{ one, rank: ranks.reduce<number>((sum, value) => sum + (value ?? 0), 0) }];
    });
    found.sort(
      (a, b) => a.rank - b.rank || a.one.name.length - b.one.name.length || (a.one.name < b.one.name ? -1 : 1),
    );
    return found.map(({ one }) => one.entry);
  }
}

/** How well a word fits a function, 0 the best; null when it does not. */
function rank({ entry, name, words, tags, text }: Indexed, word: string): number | null {
  const foreign = entry.library === "notebook" ? 0 : entry.library === "titer" ? 0.1 : 0.5;
  if (name === word) return foreign;
  if (name.startsWith(word)) return 1 + foreign;
  if (words.some((one) => one.startsWith(word))) return 2 + foreign;
  if (name.includes(word)) return 3 + foreign;
  if (tags.includes(word)) return 4 + foreign;
  return text.includes(word) ? 5 + foreign : null;
}
