import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { transform } from "./kernels.ts";

const parameters = {
  low: { kind: "number", default: 0, doc: "What is below becomes this." },
  high: { kind: "number", default: 65535, doc: "What is above becomes this." },
} as const;

/** Keeps pixels between two values; the dtype stays. */
export const clip: TiterFunction<typeof parameters> = planeFunction({
  name: "clip",
  doc: "Keeps pixels between two values; the dtype stays.",
  parameters,
  tags: ["arithmetic"],
  run: (plane, out, { low, high }, context) => transform(context, "clip", plane, out, low, high),
});
