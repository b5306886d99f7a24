import type { TiterFunction } from "../../define.ts";
import { planeFunction } from "../planeFunction.ts";
import { correlate } from "./correlate.ts";

const parameters = {
  frequency: { kind: "number", min: 0.001, max: 1, default: 0.1, unit: "1/px", doc: "Waves per pixel." },
  theta: { kind: "number", min: -360, max: 360, default: 0, unit: "°", doc: "Direction of the waves; 0 runs along x." },
  bandwidth: {
    kind: "number",
    min: 0.1,
    max: 10,
    default: 1,
    unit: "octaves",
    doc: "Width of the band of frequencies.",
  },
  part: {
    kind: "choice",
    choices: ["real", "imaginary"],
    default: "real",
    doc: "Symmetric (real) or antisymmetric waves.",
  },
} as const;

/** Response to waves of one direction and frequency under a Gaussian. Planes (y, x) of any dtype become float32. */
export const gabor: TiterFunction<typeof parameters> = planeFunction({
  name: "gabor",
  doc: "Response of each plane to waves of one direction and frequency, as float32.",
  source: "skimage.filters.gabor.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "texture"],
  run: (plane, out, { frequency, theta, bandwidth, part }, context) => {
    const sigma = ((Math.sqrt(Math.log(2) / 2) / Math.PI) * (2 ** bandwidth + 1)) / (2 ** bandwidth - 1) / frequency;
    const [cos, sin] = [Math.cos((theta * Math.PI) / 180), Math.sin((theta * Math.PI) / 180)];
    const extent = (a: number, b: number) => Math.ceil(Math.max(Math.abs(3 * sigma * a), Math.abs(3 * sigma * b), 1));
    const [halfX, halfY] = [extent(cos, sin), extent(cos, sin)];
    const [rows, columns] = [2 * halfY + 1, 2 * halfX + 1];
    const weights: number[] = [];
    for (let y = halfY; y >= -halfY; y--) {
      for (let x = halfX; x >= -halfX; x--) {
        // turned round: convolution
        const [along, across] = [x * cos + y * sin, y * cos - x * sin];
        const bell = Math.exp((-0.5 * (along ** 2 + across ** 2)) / sigma ** 2) / (2 * Math.PI * sigma * sigma);
        const phase = 2 * Math.PI * frequency * along;
        weights.push(bell * (part === "real" ? Math.cos(phase) : Math.sin(phase)));
      }
    }
    correlate(context, plane, out, { rows, columns, weights });
  },
});
