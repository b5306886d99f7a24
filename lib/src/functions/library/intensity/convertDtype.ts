import type { Dtype } from "../../../image/dtype.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { declared } from "../planeFunction.ts";

const kinds = {
  toUint8: ["uint8", "0 to 255"],
  toUint16: ["uint16", "0 to 65535"],
  toInt32: ["int32", "32 bits with sign"],
  toFloat32: ["float32", "single precision"],
} as const satisfies Readonly<Record<string, readonly [Dtype, string]>>;

type None = Readonly<Record<never, never>>;

function converting(name: keyof typeof kinds): TiterFunction<None> {
  const [dtype, range] = kinds[name];
  return defineFunction({
    ...declared({
      name,
      doc: `The same values as ${dtype} (${range}); rounded to nearest and kept within the range.`,
      parameters: {},
      outputDtype: dtype,
      tags: ["intensity", "dtype"],
    }),
    contract: "PURE_2D",
    run: (stack, _values, context) => ({
      stack: stack.map((plane) => {
        const out = context.acquire({ ...plane, dtype });
        transform(context, "linear", plane, out, 1, 0);
        return out;
      }),
    }),
  });
}

/** The same values as uint8, rounded to nearest and kept within 0..255. */
export const toUint8: TiterFunction<None> = converting("toUint8");

/** The same values as uint16, rounded to nearest and kept within 0..65535. */
export const toUint16: TiterFunction<None> = converting("toUint16");

/** The same values as int32, rounded to nearest and kept within range. */
export const toInt32: TiterFunction<None> = converting("toInt32");

/** The same values as float32; exact up to 2^24. */
export const toFloat32: TiterFunction<None> = converting("toFloat32");
