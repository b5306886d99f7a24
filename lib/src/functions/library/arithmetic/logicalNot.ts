import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

/** The opposite of a mask. Any dtype becomes uint8 (0 and 1). */
export const logicalNot: TiterFunction<Readonly<Record<never, never>>> = planeFunction({
  name: "logicalNot",
  doc: "1 where a pixel is 0, else 0, as uint8.",
  parameters: {},
  outputDtype: "uint8",
  tags: ["logic"],
  run: (plane, out, _values, context) => transform(context, "within", plane, out, 0, 0),
});
