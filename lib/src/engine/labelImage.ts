import { TiterError } from "../errors.ts";
import type { SpecialValue } from "../functions/contract.ts";
import type { Pixels } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";

const dtypes = new Map([
  ["Int32Array", "int32"],
  ["Uint32Array", "uint32"],
  ["Uint16Array", "uint16"],
  ["Uint8Array", "uint8"],
] as const);

/** A special value that is a label image, `{ height, width, data }`, as a plane. Throws `FUNCTION_SPECIALS` when it is none. */
export function labelsOf(step: string, name: string, value: SpecialValue): Plane {
  const { height, width, data } = (typeof value === "object" && value !== null ? value : {}) as Partial<Plane>;
  const dtype = dtypes.get(Object.prototype.toString.call(data).slice(8, -1) as "Int32Array");
  if (dtype && height && width && data?.length === height * width) {
    return { dtype, height, width, data: data as Pixels };
  }
  throw new TiterError("FUNCTION_SPECIALS", {
    what: `the special output "${name}" is no label image`,
    where: { step },
    todo: "Return { height, width, data } with one whole number per pixel in a typed array, 0 for the background.",
  });
}
