import type { Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import type { TiterFunction } from "../../define.ts";
import { weightedSum } from "../arithmetic/kernels.ts";
import { scratch } from "../planeFunction.ts";
import { type VolumeParameters, volumeFunction } from "../volumeFunction.ts";
import { type Border, borderParameter } from "./border.ts";
import { gaussianWeights } from "./gaussianWeights.ts";
import { type Lines, separable } from "./separable.ts";

const parameters = {
  sigma: { kind: "number", min: 0.1, max: 500, default: 1, unit: "px", doc: "Standard deviation along all axes." },
  border: borderParameter as typeof borderParameter,
} as const;

/** Laplacian of Gaussian of planes into float32 planes; several planes are a volume. */
export function laplacian(
  context: CallContext,
  planes: Stack,
  outs: Stack,
  sigma: number,
  border: Border = "reflect",
): void {
  const [flat, second] = [gaussianWeights(sigma), gaussianWeights(sigma, 2)];
  const volume = planes.length > 1;
  const terms: Lines[] = [
    ...(volume ? [{ z: second, y: flat, x: flat }] : []),
    { ...(volume ? { z: flat } : {}), y: second, x: flat },
    { ...(volume ? { z: flat } : {}), y: flat, x: second },
  ];
  const parts = terms.map((lines) => {
    const part = planes.map((plane) => scratch(context, plane));
    separable(context, planes, part, lines, border);
    return part;
  });
  const ones = parts.map(() => 1);
  for (const [z, out] of outs.entries())
    weightedSum(
      context,
      parts.flatMap((part) => part[z] ?? []),
      ones,
      out,
    );
  for (const plane of parts.flat()) context.release(plane);
}

/** Laplacian of Gaussian: negative in the middle of bright spots of radius `sigma sqrt(2)`. Any dtype becomes float32. */
export const gaussianLaplace: TiterFunction<VolumeParameters<typeof parameters>> = volumeFunction({
  name: "gaussianLaplace",
  doc: "Laplacian of Gaussian of planes or a volume: negative in the middle of bright spots.",
  source: "scipy.ndimage.gaussian_laplace.",
  parameters,
  outputDtype: "float32",
  tags: ["filter", "spots"],
  run: (planes, outs, { sigma, border }, context) => laplacian(context, planes, outs, sigma, border),
});
