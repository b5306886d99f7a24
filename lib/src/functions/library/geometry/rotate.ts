import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { warp, warpParameters } from "./warp.ts";

const own = {
  angle: {
    kind: "number",
    min: -360,
    max: 360,
    default: 0,
    unit: "°",
    doc: "Counter-clockwise as the image is shown.",
  },
} as const;
const parameters: typeof own & typeof warpParameters = { ...own, ...warpParameters };

/** Turns each plane about its middle; shape and dtype stay, corners fall out. */
export const rotate: TiterFunction<typeof parameters> = planeFunction({
  name: "rotate",
  doc: "Turns each plane about its middle.",
  source: "scipy.ndimage.rotate(reshape=False).",
  parameters,
  tags: ["geometry"],
  run: (plane, out, values, context) => {
    const turn = (values.angle * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const [y, x] = [(plane.height - 1) / 2, (plane.width - 1) / 2];
    const map = { yy: cos, yx: sin, y0: y - cos * y - sin * x, xy: -sin, xx: cos, x0: x + sin * y - cos * x };
    warp(context, plane, out, map, values);
  },
});
