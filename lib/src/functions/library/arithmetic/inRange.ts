import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  low: { kind: "number", default: 0, doc: "The lowest value that counts." },
  high: { kind: "number", default: 65535, doc: "The highest value that counts." },
} as const;

/** A mask of the pixels between two values, the ends included. Any dtype becomes uint8 (0 and 1). */
export const inRange: TiterFunction<typeof parameters> = planeFunction({
  name: "inRange",
  doc: "1 where a pixel lies between two values, the ends included, else 0, as uint8.",
  parameters,
  outputDtype: "uint8",
  tags: ["arithmetic", "threshold"],
  run: (plane, out, { low, high }, context) => transform(context, "within", plane, out, low, high),
});
