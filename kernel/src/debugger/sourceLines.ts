import type { Place } from "../cell/codeFrame.ts";

/** One step of a source map: a place in the emitted code and the user's place that it stands for. */
interface Segment {
  readonly emitted: Place;
  readonly source: Place;
}

/** A source map as the compiler writes it into a script. */
export interface InlineMap {
  readonly mappings: string;
  /** The user's text. */
  readonly text: string;
  /** Lines that stand before the emitted code in the script. */
  readonly wrapLines: number;
  /** Lines that stand before the user's text in the compiled one. */
  readonly preludeLines: number;
}

/** From lines of the user's text to places in a script, and back. */
export class SourceLines {
  readonly #segments: readonly Segment[];
  readonly #wrapLines: number;

  constructor(map: InlineMap) {
    this.#wrapLines = map.wrapLines;
    this.#segments = segmentsOf(map);
  }

  /** The user's place for one in the script; undefined for code that the user did not write. */
  source(at: Place): Place | undefined {
    return this.#segments.findLast(({ emitted }) => emitted.line === at.line && emitted.column <= at.column)?.source;
  }

  /** The line, or else the next one after it, that has code; undefined when none has. */
  nextLine(line: number): number | undefined {
    const later = this.#segments.map(({ source }) => source.line).filter((one) => one >= line);
    return later.length === 0 ? undefined : Math.min(...later);
  }

  /** The lines of the script where code that the compiler added begins and ends, in turn, from the first line. */
  added(): readonly number[] {
    const written = [...new Set(this.#segments.map(({ emitted }) => emitted.line))].sort((a, b) => a - b);
    return [this.#wrapLines - 1, ...written].flatMap((line, index) => {
      const next = written[index];
      return next === line + 1 ? [] : [line + 1, ...(next === undefined ? [] : [next])];
    });
  }

  /** Where in the script the code of a line starts; several places when the compiler wrote a statement twice. */
  emitted(line: number): readonly Place[] {
    const first = this.nextLine(line);
    const there = this.#segments.filter(({ source }) => source.line === first);
    const column = Math.min(...there.map(({ source }) => source.column));
    const starts = there.filter(({ source }) => source.column === column).map(({ emitted }) => emitted);
    return starts.filter((place, index) => starts.findIndex((other) => other.line === place.line) === index);
  }
}

/** Decodes `mappings`: lines end with `;`, segments with `,`; numbers are differences to the segment before. */
function segmentsOf(map: InlineMap): readonly Segment[] {
  let [line, column] = [0, 0];
  return map.mappings.split(";").flatMap((text, row) => {
    let start = 0;
    return text.split(",").flatMap((code) => {
      const [shift = 0, , lines, columns] = numbersOf(code);
      start += shift;
      if (lines === undefined || columns === undefined) return [];
      line += lines;
      column += columns;
      const source = { line: line - map.preludeLines, column };
      return source.line < 0 ? [] : [{ emitted: { line: row + map.wrapLines, column: start }, source }];
    });
  });
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of a segment, base 64 VLQ: five bits per digit, the sixth says that more follow, the lowest is the sign. */
function numbersOf(code: string): readonly number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of code) {
    const bits = digits.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
