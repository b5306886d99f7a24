/** Random numbers from a seed (mulberry32), the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One damaged copy of a file, and what was done to it. */
export interface Mutation {
  readonly bytes: Uint8Array;
  readonly done: string;
}

const numbers = ["0", "-1", "1e9", "4294967295", "9007199254740993", "1e400", "0.5", "NaN", "null", '"x"', "[]"];
const texts = [
  "../../../../etc/passwd",
  "/etc/passwd",
  "a/../../b",
  "",
  "..",
  "\\\\server\\x",
  "&amp;&x;",
  "constructor",
  "__proto__",
];

/** Damages a file in one to three ways. `text` says that it holds words and numbers, which are then changed as such, too. */
export function mutate(bytes: Uint8Array, text: boolean, random: () => number): Mutation {
  let result = bytes;
  const done: string[] = [];
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    const ways = text ? [...byteWays, ...textWays, ...textWays] : byteWays;
    const way = ways[Math.floor(random() * ways.length)];
    if (!way || result.length === 0) continue;
    result = way(result, random);
    done.push(way.name);
  }
  return { bytes: result, done: done.join(", ") };
}

type Way = (bytes: Uint8Array, random: () => number) => Uint8Array;

const place = (bytes: Uint8Array, random: () => number) =>
  // headers lie at the ends: half of all changes go there
  random() < 0.5
    ? Math.floor(random() * bytes.length)
    : random() < 0.5
      ? Math.floor(random() * Math.min(300, bytes.length))
      : bytes.length - 1 - Math.floor(random() * Math.min(300, bytes.length));

const byteWays: readonly Way[] = [
  function flipBit(bytes, random) {
    const copy = bytes.slice();
    const at = place(bytes, random);
    copy[at] = (copy[at] as number) ^ (1 << Math.floor(random() * 8));
    return copy;
  },
  function setByte(bytes, random) {
    const copy = bytes.slice();
    copy[place(bytes, random)] = [0, 1, 0x7f, 0x80, 0xff][Math.floor(random() * 5)] as number;
    return copy;
  },
  function fillWord(bytes, random) {
    const copy = bytes.slice();
    const at = place(bytes, random);
    copy.fill(random() < 0.5 ? 0xff : 0, at, at + 4);
    return copy;
  },
  function truncate(bytes, random) {
    return bytes.slice(0, Math.floor(random() * bytes.length));
  },
  function repeat(bytes, random) {
    const [from, length] = [place(bytes, random), Math.floor(random() * 200)];
    const part = bytes.subarray(from, from + length);
    return Uint8Array.from([...bytes.subarray(0, from), ...part, ...part, ...bytes.subarray(from + part.length)]);
  },
];

const onText =
  (pattern: RegExp, replacements: readonly string[]): Way =>
  (bytes, random) => {
    const text = Buffer.from(bytes).toString("latin1");
    const found = [...text.matchAll(pattern)];
    const match = found[Math.floor(random() * found.length)];
    if (!match) return bytes;
    const value = replacements[Math.floor(random() * replacements.length)] as string;
    const end = match.index + match[0].length;
    return new Uint8Array(Buffer.from(text.slice(0, match.index) + value + text.slice(end), "latin1"));
  };

const changeNumber = onText(/\d+(\.\d+)?/g, numbers);
const changeText = onText(/(?<=")[^"\n]*(?=")|(?<=>)[^<>\n]+(?=<)/g, texts);
const removeLine = onText(/^.*\n/gm, [""]);
const doubleLine = onText(/\n/g, [
  "\n\n",
  "\n<!-- ",
  "\n<![CDATA[",
  "\n[[[[[[[[",
  '\n<!DOCTYPE x [<!ENTITY x "&x;&x;">]>',
]);

const textWays: readonly Way[] = [
  function number(bytes, random) {
    return changeNumber(bytes, random);
  },
  function words(bytes, random) {
    return changeText(bytes, random);
  },
  function lineAway(bytes, random) {
    return removeLine(bytes, random);
  },
  function lineMore(bytes, random) {
    return doubleLine(bytes, random);
  },
];
