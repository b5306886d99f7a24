import type { TiterFunction } from "../../define.ts";
import { combine } from "../arithmetic/kernels.ts";
import { planeFunction, scratch } from "../planeFunction.ts";

const parameters = {
  radius: {
    kind: "number",
    min: 1,
    max: 1000,
    default: 50,
    unit: "px",
    doc: "Radius of the ball: wider than the objects that stay.",
  },
  result: {
    kind: "choice",
    choices: ["foreground", "background"],
    default: "foreground",
    doc: "The plane without its background, or the background itself.",
  },
} as const;

/** Subtracts the background that a ball reaches from below. Planes (y, x) of any dtype; the dtype stays. */
export const rollingBall: TiterFunction<typeof parameters> = planeFunction({
  name: "rollingBall",
  doc: "Subtracts a background that changes slowly: the surface that a ball reaches from below.",
  source: "skimage.restoration.rolling_ball; Sternberg, Computer 16 (1983).",
  parameters,
  tags: ["background"],
  run: (plane, out, { radius, result }, context) => {
    const background = scratch(context, plane);
    context.kernels.run("ballBackground", { inputs: [plane], outputs: [background], numbers: [radius] });
    if (result === "foreground") combine(context, "subtract", plane, background, out);
    else combine(context, "minimum", background, plane, out);
  },
});
