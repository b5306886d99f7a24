import { isMissing, numberOf, type ResultColumn } from "./resultTable.ts";

/** Whether a row passes. */
export type RowTest = (row: number) => boolean;

/** What is typed for each type of column, for the reader of a tooltip. */
export function filterHint({ type }: ResultColumn): string {
  if (type === "string") return "text it holds, =text, !=text, or empty";
  if (type === "boolean") return "true, false or empty";
  return "5, !=5, >5, >=5, <5, <=5, 2..7 or empty";
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "": (value, limit) => value === limit,
  "=": (value, limit) => value === limit,
  "!=": (value, limit) => value !== limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
};

/**
 * The test that a filter's text means; null for an empty one.
 *
 * @throws Error with a sentence for the reader when the text means nothing for such a column
 */
export function parseFilter(column: ResultColumn, typed: string): RowTest | null {
  const text = typed.trim();
  if (text === "") return null;
  if (text === "empty") return (row) => isMissing(column, row);
  if (column.type === "string") return textTest(column, text);
  if (column.type === "boolean") {
    if (text !== "true" && text !== "false") throw new Error(`Type ${filterHint(column)}.`);
    const wanted = text === "true" ? 1 : 0;
    return (row) => numberOf(column, row) === wanted;
  }
  return numberTest(column, text);
}

function textTest(column: ResultColumn, text: string): RowTest {
  const [, sign = "", rest = ""] = /^(!?=)?(.*)$/s.exec(text) ?? [];
  const wanted = rest.toLowerCase();
  const fits = column.texts.map((one) => {
    const same = one.toLowerCase() === wanted;
    if (sign === "=") return same;
    return sign === "!=" ? !same : one.toLowerCase().includes(wanted);
  });
  return (row) => !isMissing(column, row) && fits[column.numbers[row]!] === true;
}

function numberTest(column: ResultColumn, text: string): RowTest {
  const range = /^(\S+?)\s*\.\.\s*(\S+)$/.exec(text);
  if (range) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    if (low <= high) return (row) => within(numberOf(column, row), low, high);
  }
  const [, sign = "", number = ""] = /^(=|!=|>=|<=|>|<)?\s*(\S+)$/.exec(text) ?? [];
  const limit = Number(number);
  if (number === "" || Number.isNaN(limit)) throw new Error(`Type ${filterHint(column)}.`);
  const compare = comparisons[sign]!; // the expression above lets nothing else through
  return (row) => !isMissing(column, row) && compare(column.numbers[row]!, limit);
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
