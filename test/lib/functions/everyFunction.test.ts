// Every function of the library against another library's result (reference/), and against itself: all builds of the kernels and
// all numbers of threads give the same bits.
import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { CallResult } from "#lib/functions/contract.js";
import { defineFunction, type TiterFunction } from "#lib/functions/define.js";
import { libraryFunctions } from "#lib/functions/library/index.js";
import { buildStates, loadKernels } from "#lib/functions/native/index.js";
import type { Parameters, Values } from "#lib/functions/parameters.js";
import type { Plane } from "#lib/image/index.js";
import { callFunction } from "./call.js";
import { computeReferences, type Reference } from "./reference.js";

const { images, references } = computeReferences();
const wasm = loadKernels({ build: "wasm" });
const natives = buildStates()
  .filter(({ build, obstacle }) => build !== "wasm" && obstacle === undefined)
  .flatMap(({ build }) => [1, 3].map((threads) => loadKernels({ build, threads })));
afterAll(() => {
  for (const kernels of [wasm, ...natives]) kernels.close();
});

/** The function of a row, with its parameters. */
function boundOf({ function: name, parameters }: Reference): TiterFunction<Parameters> {
  const found = libraryFunctions.find(({ declaration }) => declaration.id === `titer.${name}`);
  if (!found) throw new Error(`the library has no function ${name}`);
  return defineFunction(found.declaration).with(parameters as Partial<Values<Parameters>>);
}

/** What a result holds, bit for bit. */
function bitsOf({ stack, tables, specials }: CallResult): string {
  const hash = createHash("sha256");
  for (const { dtype, height, width, data } of stack) {
    hash.update(`${dtype} ${height} ${width}`);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.update(JSON.stringify([tables, specials])).digest("hex");
}

const byFunction = new Map<string, Reference[]>();
for (const row of references) byFunction.set(row.function, [...(byFunction.get(row.function) ?? []), row]);

describe("every function", () => {
  test("of the library has a reference", () => {
    const compared = new Set(references.map((row) => `titer.${row.function}`));
    const missing = libraryFunctions.map(({ declaration }) => declaration.id).filter((id) => !compared.has(id));
    expect(missing).toEqual([]);
  });

  describe.each([...byFunction.keys()])("%s", (name) => {
    const rows = byFunction.get(name) ?? [];

    test("gives what its reference gives", async () => {
      for (const row of rows) {
        const result = await callFunction(wasm, boundOf(row), images[row.image] ?? [], row.given);
        expect({ row: titleOf(row), problems: differences(row, result) }).toEqual({ row: titleOf(row), problems: [] });
      }
    });

    test("gives the same bits in all builds, with any number of threads", async () => {
      for (const row of rows) {
        const of = async (kernels: typeof wasm) =>
          bitsOf(await callFunction(kernels, boundOf(row), images[row.image] ?? [], row.given));
        const expected = await of(wasm);
        for (const kernels of natives) {
          const where = `${kernels.build}, ${kernels.threads} threads: ${titleOf(row)}`;
          expect(`${where} ${await of(kernels)}`).toBe(`${where} ${expected}`);
        }
      }
    });
  });
});

function titleOf({ function: name, parameters, image }: Reference): string {
  return `${name} ${JSON.stringify(parameters)} on ${image}`;
}

/** What differs by more than the row allows. */
function differences(row: Reference, result: CallResult): string[] {
  const problems: string[] = [];
  if (row.stack) {
    if (row.stack.length !== result.stack.length) return [`${result.stack.length} planes, not ${row.stack.length}`];
    row.stack.forEach((expected, index) => {
      const problem = planeDifference(row, expected, result.stack[index] as Plane);
      if (problem) problems.push(`plane ${index}: ${problem}`);
    });
  }
  for (const [name, columns] of Object.entries(row.tables)) {
    for (const [column, expected] of Object.entries(columns)) {
      const found = result.tables?.[name]?.[column];
      if (!valuesAgree(row, expected, found)) {
        problems.push(
          `${name}.${column}: ${JSON.stringify(found)?.slice(0, 300)}, not ${JSON.stringify(expected).slice(0, 300)}`,
        );
      }
    }
  }
  for (const [name, expected] of Object.entries(row.specials)) {
    const found = result.specials?.[name];
    if (!valuesAgree(row, expected, found)) {
      problems.push(`${name}: ${JSON.stringify(found)?.slice(0, 300)}, not ${JSON.stringify(expected).slice(0, 300)}`);
    }
  }
  return problems;
}

function planeDifference(row: Reference, expected: Plane, found: Plane): string | undefined {
  const header = ({ dtype, height, width }: Plane) => `${dtype} ${height} x ${width}`;
  if (header(expected) !== header(found)) return `${header(found)}, not ${header(expected)}`;
  let count = 0;
  let first = "";
  expected.data.forEach((value, i) => {
    if (close(row, value, found.data[i] ?? Number.NaN)) return;
    if (count++ === 0)
      first = `at ${Math.floor(i / expected.width)}, ${i % expected.width}: ${found.data[i]}, not ${value}`;
  });
  return count > row.outliers * expected.data.length
    ? `${count} of ${expected.data.length} pixels differ, first ${first}`
    : undefined;
}

function close({ absolute, relative }: Reference, expected: number, found: number): boolean {
  if (Number.isNaN(expected) || Number.isNaN(found)) return Number.isNaN(expected) && Number.isNaN(found);
  return expected === found || Math.abs(expected - found) <= absolute + relative * Math.abs(expected);
}

function valuesAgree(row: Reference, expected: unknown, found: unknown): boolean {
  if (typeof expected === "number" && typeof found === "number") return close(row, expected, found);
  if (expected === "nan") return found === null || Number.isNaN(found);
  if (Array.isArray(expected)) {
    const list = ArrayBuffer.isView(found) ? Array.from(found as Float64Array) : found;
    return (
      Array.isArray(list) &&
      list.length === expected.length &&
      expected.every((value, index) => valuesAgree(row, value, list[index]))
    );
  }
  return expected === found;
}
