// Runs every function of the library on planes of random shapes, contents and parameters, with the kernels of one shared library.
// usage: node randomShapes.js LIBRARY.so ROUNDS SEED     the sanitizers end the process at the first defect; refusals are fine.
import { isTiterError } from "#lib/errors.js";
import { type BoundFunction, defineFunction } from "#lib/functions/define.js";
import { libraryFunctions } from "#lib/functions/library/index.js";
import { createKernels } from "#lib/functions/native/createKernels.js";
import { openNative } from "#lib/functions/native/nativeMachine.js";
import type { Parameter, Parameters, Values } from "#lib/functions/parameters.js";
import { type Dtype, newPlane, type Plane } from "#lib/image/index.js";
import { callFunction } from "../lib/functions/call.js";

const [library = "", rounds = "50", seed = "1"] = process.argv.slice(2);
let state = Number(seed) >>> 0;
/** A whole number below a limit. */
const below = (limit: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};
const dtypes: readonly Dtype[] = ["uint8", "uint16", "float32", "int32"];

function randomPlane(dtype: Dtype, height: number, width: number): Plane {
  const plane = newPlane({ dtype, height, width });
  const kind = below(5);
  const top = kind === 0 ? 2 : kind === 1 ? 1 : kind === 2 ? 7 : 65536;
  for (let i = 0; i < plane.data.length; i++)
    plane.data[i] = below(top) - (dtype === "int32" && kind === 4 ? 30000 : 0);
  if (dtype === "float32" && kind === 3) plane.data[below(plane.data.length)] = Number.NaN;
  return plane;
}

/** A value that a parameter allows, near its default and never large: time and memory grow with radii. */
function randomValue(parameter: Parameter): unknown {
  switch (parameter.kind) {
    case "boolean":
      return below(2) === 1;
    case "choice":
      return parameter.choices[below(parameter.choices.length)];
    case "text":
      return parameter.default;
    default: {
      if (below(3) === 0 && (parameter.default ?? 0) <= 100) return parameter.default;
      const { min = -20, max = 20, kind } = parameter;
      const [least, most] = [Math.max(min, -20), Math.min(max, Math.max(min, 12))];
      const value = least + (below(1000) / 1000) * (most - least);
      return kind === "integer" ? Math.round(value) : value;
    }
  }
}

function randomCall({ declaration }: BoundFunction) {
  const given = Object.entries(declaration.parameters).map(([name, parameter]) => [name, randomValue(parameter)]);
  const bound = defineFunction(declaration).with(Object.fromEntries(given) as Partial<Values<Parameters>>);
  const [height, width] = [1 + below(below(4) === 0 ? 3 : 40), 1 + below(below(4) === 0 ? 3 : 70)];
  const dtype = dtypes[below(dtypes.length)] ?? "uint16";
  const stack = Array.from({ length: 1 + below(4) }, () => randomPlane(dtype, height, width));
  const positions = stack.map(() => [below(20), below(20)]);
  return { bound, stack, specials: { gridDimensions: { rows: 1, columns: stack.length }, positions } };
}

const kernels = createKernels(openNative(library, "sanitized", 3));
const counts = { calls: 0, refused: 0 };
for (const fn of libraryFunctions) {
  process.stderr.write(`${fn.declaration.id}\n`); // a defect ends the process: the last line names where
  for (let round = 0; round < Number(rounds); round++) {
    const { bound, stack, specials } = randomCall(fn);

    counts.calls++;
    try {
      await callFunction(kernels, bound, stack, specials);
    } catch (thrown) {
      if (!isTiterError(thrown)) throw thrown;
      counts.refused++;
    }
  }
}
kernels.close();
process.stdout.write(`${JSON.stringify({ functions: libraryFunctions.length, ...counts })}\n`);
