import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared } from "../planeFunction.ts";
import { blobsByDifference, blobsByHessian, blobsByLaplacian } from "./blobs.ts";

const finders = { laplacian: blobsByLaplacian, difference: blobsByDifference, hessian: blobsByHessian } as const;

const parameters = {
  method: {
    kind: "choice",
    choices: ["laplacian", "difference", "hessian"],
    default: "laplacian",
    doc: "Laplacian of Gaussian (most exact), difference of Gaussians (fastest), or determinant of the Hessian.",
  },
  minSigma: {
    kind: "number",
    min: 0.5,
    max: 200,
    default: 1,
    unit: "px",
    doc: "Smallest spots: their radius is sigma sqrt 2.",
  },
  maxSigma: { kind: "number", min: 0.5, max: 200, default: 10, unit: "px", doc: "Largest spots." },
  numSigma: { kind: "integer", min: 1, max: 100, default: 10, doc: "Sizes that are tried between both." },
  threshold: { kind: "number", min: 0, default: 0.1, doc: "Least response, where the range of the dtype is 1." },
  overlap: {
    kind: "number",
    min: 0,
    max: 1,
    default: 0.5,
    doc: "Of two spots that share more of the smaller one, the smaller goes.",
  },
} as const;

/** Finds bright spots of various sizes. Planes of any dtype come back as they are; table `blobs`, one row per spot, strongest first. */
export const findBlobs: TiterFunction<typeof parameters> = defineFunction({
  ...declared({
    name: "findBlobs",
    doc: "Finds bright spots of various sizes: places and sizes.",
    source: "Lindeberg, IJCV 30 (1998); skimage.feature.blob_log, blob_dog, blob_doh.",
    parameters,
    tags: ["spots", "analysis"],
  }),
  contract: "PURE_2D",
  tables: {
    blobs: [
      { name: "y", type: "number", unit: "px", place: "y", doc: "Row of the middle." },
      { name: "x", type: "number", unit: "px", place: "x", doc: "Column of the middle." },
      { name: "sigma", type: "number", unit: "px", doc: "The Gaussian that fits best; the radius is sigma sqrt 2." },
    ],
  },
  run: (stack, { method, ...options }, context) => {
    const blobs = stack.flatMap((plane) => finders[method](context, plane, options));
    return {
      stack,
      tables: {
        blobs: { y: blobs.map(({ y }) => y), x: blobs.map(({ x }) => x), sigma: blobs.map(({ sigma }) => sigma) },
      },
    };
  },
});
