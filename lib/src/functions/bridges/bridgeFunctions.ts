import { TiterError } from "../../errors.ts";
import { bytesOf, type Dtype, viewOf } from "../../image/dtype.ts";
import type { Plane, Stack } from "../../image/plane.ts";
import type { CallContext, CallResult } from "../contract.ts";
import { defineFunction, type TiterFunction } from "../define.ts";
import type { Parameters } from "../parameters.ts";
import { bridgeTo } from "./bridges.ts";
import { type CatalogueEntry, libraryOf, readCatalogue } from "./catalogue.ts";
import type { Place } from "./messages.ts";

/** The longest that one call may take; see {@link CallLimits}. */
const callLimit = 600_000;
const alignment = 64;

/** All functions of the catalogue that can be called, by id; made when first asked for. */
export function bridgeFunctions(): ReadonlyMap<string, TiterFunction<Parameters>> {
  made ??= new Map(
    readCatalogue()
      .functions.filter(({ callable }) => callable)
      .map((entry) => [entry.id, bridgeFunction(entry)]),
  );
  return made;
}
let made: ReadonlyMap<string, TiterFunction<Parameters>> | undefined;

/** One function of a library as Titer's own: it calls the library in a process of its own. */
export function bridgeFunction(entry: CatalogueEntry): TiterFunction<Parameters> {
  const { id, doc, contract, output, parameters } = entry;
  const library = libraryOf(entry);
  return defineFunction({
    id,
    version: 1,
    doc: `${doc}${doc.endsWith(".") ? "" : "."}`,
    source: `${library}: ${id}, through the Python bridge`,
    contract,
    memory: { input: "numpy", output: "numpy" },
    ...(output !== "same" && { outputDtype: output }),
    parameters,
    tags: ["bridge", library],
    run: (stack, values, context) => run(entry, stack, values, context),
  });
}

/** Planes into the shared memory, the call there, planes out of it. */
async function run(
  entry: CatalogueEntry,
  stack: Stack,
  values: Readonly<Record<string, number | string | boolean>>,
  { acquire, signal }: CallContext,
): Promise<CallResult> {
  const [first] = stack;
  if (!first)
    throw new TiterError("EMPTY_GROUP", { what: `${entry.id} got no plane`, todo: "Check the step's groups." });
  const dtype = entry.output === "same" ? first.dtype : entry.output;
  const outputs = entry.contract === "VOLUMETRIC_TO_SLICE" ? 1 : stack.length;
  const flat = entry.contract === "PURE_2D" || (entry.contract === "FLEXIBLE" && stack.length === 1);
  const from = placed(first, first.dtype, flat ? 0 : stack.length, 0);
  const bytes = sizeOf(from);
  const to = placed(first, dtype, flat || outputs === 1 ? 0 : outputs, Math.ceil(bytes / alignment) * alignment);
  const bridge = await bridgeTo(libraryOf(entry));
  return bridge.turn(async () => {
    const { memory } = bridge;
    memory.grow(to.offset + sizeOf(to));
    for (const [index, plane] of stack.entries()) view(memory.bytes, from, plane, index).set(plane.data);
    await bridge.call({ fn: entry.id, params: values, in: from, out: to }, { milliseconds: callLimit, signal });
    const { height, width, spacing } = first;
    const planes = Array.from({ length: outputs }, (_, index) => {
      const plane = acquire({ dtype, height, width, ...(spacing && { spacing }) });
      plane.data.set(view(memory.bytes, to, first, index));
      return plane;
    });
    return { stack: planes };
  });
}

/** A place for a plane (count 0) or a stack of planes. */
function placed({ height, width }: Plane, dtype: Dtype, count: number, offset: number): Place {
  return { dtype, shape: count === 0 ? [height, width] : [count, height, width], offset };
}

function sizeOf({ dtype, shape }: Place): number {
  return shape.reduce((all, one) => all * one, bytesOf(dtype));
}

/** The pixels of one plane of a place. */
function view(memory: Uint8Array, place: Place, { height, width }: Pick<Plane, "height" | "width">, index: number) {
  const length = height * width;
  const offset = memory.byteOffset + place.offset + index * length * bytesOf(place.dtype);
  return viewOf(place.dtype, memory.buffer, length, offset);
}
