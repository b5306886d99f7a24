import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import { combine, transform, weightedSum } from "../arithmetic/kernels.ts";
import { laplacian } from "../filters/gaussianLaplace.ts";
import { gaussianWeights } from "../filters/gaussianWeights.ts";
import { hessianOf } from "../filters/hessian.ts";
import { separable } from "../filters/separable.ts";
import { topOf } from "../intensity/range.ts";
import { morph } from "../morphology/footprint.ts";
import { scratch } from "../planeFunction.ts";

/** A bright spot: its middle, and the Gaussian that fits it best (radius sigma sqrt 2). */
export interface Blob {
  readonly y: number;
  readonly x: number;
  readonly sigma: number;
}

/** How spots are found. */
export interface BlobOptions {
  readonly minSigma: number;
  readonly maxSigma: number;
  readonly numSigma: number;
  /** Least response, where the range of the dtype is 1. */
  readonly threshold: number;
  /** Of two spots that share more of the smaller one, the smaller goes. */
  readonly overlap: number;
}

/** The response of a plane to spots of one size. */
type Response = (plane: Plane, sigma: number, out: Plane) => void;

/** Laplacian of Gaussian at evenly spaced sizes, as skimage.feature.blob_log. */
export function blobsByLaplacian(context: CallContext, plane: Plane, options: BlobOptions): Blob[] {
  return blobsBy(context, plane, evenSigmas(options), options, (image, sigma, out) => {
    const laplace = scratch(context, plane);
    laplacian(context, [image], [laplace], sigma);
    transform(context, "linear", laplace, out, -sigma * sigma);
    context.release(laplace);
  });
}

/** Differences of Gaussians at sizes that grow by 1.6, as skimage.feature.blob_dog. */
export function blobsByDifference(context: CallContext, plane: Plane, options: Omit<BlobOptions, "numSigma">): Blob[] {
  const ratio = 1.6;
  const count = Math.trunc(Math.log(options.maxSigma / options.minSigma) / Math.log(ratio) + 1);
  const sigmas = Array.from({ length: Math.max(1, count) }, (_, i) => options.minSigma * ratio ** i);
  return blobsBy(context, plane, sigmas, options, (image, sigma, out) => {
    const [narrow, wide] = [scratch(context, plane), scratch(context, plane)];
    const [low, high] = [gaussianWeights(sigma), gaussianWeights(sigma * ratio)];
    separable(context, [image], [narrow], { y: low, x: low });
    separable(context, [image], [wide], { y: high, x: high });
    weightedSum(context, [narrow, wide], [1 / (ratio - 1), -1 / (ratio - 1)], out);
    for (const used of [narrow, wide]) context.release(used);
  });
}

/** Determinant of the Hessian at evenly spaced sizes, as skimage.feature.blob_doh, with Gaussian derivatives in place of boxes. */
export function blobsByHessian(context: CallContext, plane: Plane, options: BlobOptions): Blob[] {
  return blobsBy(context, plane, evenSigmas(options), options, (image, sigma, out) => {
    const { yy, yx, xx } = hessianOf(context, image, sigma);
    const [product, square, difference] = [scratch(context, plane), scratch(context, plane), scratch(context, plane)];
    combine(context, "multiply", yy, xx, product);
    transform(context, "square", yx, square);
    combine(context, "subtract", product, square, difference);
    transform(context, "linear", difference, out, sigma ** 4);
    for (const used of [yy, yx, xx, product, square, difference]) context.release(used);
  });
}

function evenSigmas({ minSigma, maxSigma, numSigma }: BlobOptions): number[] {
  return Array.from({ length: numSigma }, (_, i) =>
    numSigma === 1 ? minSigma : minSigma + ((maxSigma - minSigma) * i) / (numSigma - 1),
  );
}

/** Places and sizes where the response is highest among all neighbours and both neighbouring sizes. */
function blobsBy(
  context: CallContext,
  plane: Plane,
  sigmas: readonly number[],
  { threshold, overlap }: Pick<BlobOptions, "threshold" | "overlap">,
  respond: Response,
): Blob[] {
  const image = scratch(context, plane);
  transform(context, "linear", plane, image, 1 / topOf(plane.dtype));
  const levels = sigmas.map((sigma) => {
    const [response, highest] = [scratch(context, plane), scratch(context, plane)];
    respond(image, sigma, response);
    morph(context, "dilation", response, highest, { shape: "square", radius: 1 });
    return { sigma, response, highest };
  });
  const found = levels.flatMap(({ sigma, response }, level) => {
    const around = levels.slice(Math.max(0, level - 1), level + 2);
    const blobs: (Blob & { readonly value: number })[] = [];
    response.data.forEach((value, at) => {
      if (value <= threshold || around.some(({ highest }) => (highest.data[at] ?? 0) > value)) return;
      blobs.push({ y: Math.floor(at / plane.width), x: at % plane.width, sigma, value });
    });
    return blobs;
  });
  for (const { response, highest } of levels) for (const used of [response, highest]) context.release(used);
  found.sort((one, other) => other.value - one.value);
  return withoutOverlap(found, overlap);
}

/** Leaves out the smaller of two spots that share too much. */
function withoutOverlap(found: readonly Blob[], overlap: number): Blob[] {
  const reach = 2 * Math.SQRT2 * found.reduce((most, { sigma }) => Math.max(most, sigma), 0);
  const cell = Math.max(1, reach);
  const cells = new Map<string, number[]>();
  const gone = new Set<number>();
  found.forEach((blob, i) => {
    const [row, column] = [Math.floor(blob.y / cell), Math.floor(blob.x / cell)];
    for (const y of [row - 1, row, row + 1]) {
      for (const x of [column - 1, column, column + 1]) {
        for (const j of cells.get(`${y} ${x}`) ?? []) {
          const other = found[j];
          if (!other || gone.has(i) || gone.has(j) || sharedPart(blob, other) <= overlap) continue;
          gone.add(blob.sigma > other.sigma ? j : i);
        }
      }
    }
    const key = `${row} ${column}`;
    cells.set(key, [...(cells.get(key) ?? []), i]);
  });
  return found.filter((_, i) => !gone.has(i));
}

/** The part of the smaller of two disks that lies in the other. */
function sharedPart(a: Blob, b: Blob): number {
  const [one, other] = [a.sigma * Math.SQRT2, b.sigma * Math.SQRT2];
  const distance = Math.hypot(a.y - b.y, a.x - b.x);
  if (distance >= one + other) return 0;
  if (distance <= Math.abs(one - other)) return 1;
  const angle = (r: number, s: number) =>
    Math.acos(Math.min(1, Math.max(-1, (distance ** 2 + r ** 2 - s ** 2) / (2 * distance * r))));
  const root =
    (-distance + one + other) * (distance + one - other) * (distance - one + other) * (distance + one + other);
  const area = one ** 2 * angle(one, other) + other ** 2 * angle(other, one) - 0.5 * Math.sqrt(Math.abs(root));
  return area / (Math.PI * Math.min(one, other) ** 2);
}
