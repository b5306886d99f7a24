/** Our side of the benchmark of operations: functions of the library, and kernels where a screen calls them, on the images that the peers made. */
import { readFileSync } from "node:fs";
import * as library from "../../lib/dist/functions/library/index.js";
import { completeParameters } from "../../lib/dist/functions/parameters.js";
import { newPlane, PlanePool } from "../../lib/dist/image/index.js";
import { inBench } from "./peers.js";

/** @typedef {import("../../lib/dist/image/index.js").Plane} Plane */

/** Library functions as they are compared: name of the row, function, parameters, image. @type {readonly [string, string, Record<string, unknown>, "image" | "mask" | "small" | "labels"][]} */
const functions = [
  ["median 3 x 3", "median", { radius: 1, shape: "square" }, "image"],
  ["median 5 x 5", "median", { radius: 2, shape: "square" }, "image"],
  ["median disk 7", "median", { radius: 7, shape: "disk" }, "image"],
  ["mean of 31 x 31", "uniform", { size: 31 }, "image"],
  ["distance transform", "distanceTransform", {}, "mask"],
  ["sobel", "sobel", {}, "image"],
  ["laplace", "laplace", {}, "image"],
  ["laplacian of gaussian 3", "gaussianLaplace", { sigma: 3 }, "image"],
  ["gabor 0.1", "gabor", { frequency: 0.1 }, "small"],
  ["unsharp mask", "unsharpMask", { radius: 2, amount: 1 }, "image"],
  ["sato", "sato", { minSigma: 1, maxSigma: 3, sigmaStep: 1 }, "image"],
  ["frangi", "frangi", { minSigma: 1, maxSigma: 3, sigmaStep: 1 }, "image"],
  ["structure tensor", "structureTensor", { sigma: 2 }, "image"],
  ["entropy disk 5", "localEntropy", { radius: 5 }, "small"],
  ["bilateral 5", "bilateral", { radius: 2, sigmaValue: 500, sigmaSpace: 1 }, "image"],
  ["total variation", "totalVariation", { weight: 200, maxIterations: 30, tolerance: 0 }, "image"],
  ["non-local means", "nonLocalMeans", { patchRadius: 2, searchRadius: 4, strength: 200 }, "small"],
  ["richardson-lucy 10", "richardsonLucy", { sigma: 2, iterations: 10 }, "image"],
  ["rolling ball 25", "rollingBall", { radius: 25 }, "image"],
  ["area opening 64", "areaOpening", { area: 64 }, "small"],
  ["resize to 1000", "resize", { height: 1000, width: 1000 }, "image"],
  ["rotate 30", "rotate", { angle: 30 }, "image"],
  ["threshold li", "thresholdLi", {}, "image"],
  ["threshold local 51", "thresholdLocal", { blockSize: 51, method: "gaussian" }, "image"],
  ["threshold niblack 25", "thresholdNiblack", { windowSize: 25 }, "image"],
  ["hysteresis", "hysteresisThreshold", { low: 2500, high: 6000 }, "image"],
  ["equalize histogram", "equalizeHistogram", {}, "image"],
  ["gamma 0.5", "adjustGamma", { gamma: 0.5 }, "image"],
  ["fill holes", "fillHoles", {}, "mask"],
  ["remove small objects", "removeSmallObjects", { minSize: 64 }, "mask"],
  ["skeletonize", "skeletonize", {}, "mask"],
  ["separate touching objects", "separateObjects", { minDistance: 10 }, "mask"],
  ["expand labels 5", "expandLabels", { distance: 5 }, "labels"],
  ["find boundaries", "findBoundaries", {}, "labels"],
  ["clear border", "clearBorder", {}, "labels"],
  ["h-maxima", "hMaxima", { h: 500 }, "image"],
];

/** @param {import("../../lib/dist/functions/kernels.js").Kernels} kernels @returns {Record<string, () => void | Promise<void>>} */
export function operations(kernels) {
  const stack = planesOf("stack.npy", "uint16");
  const [mask] = planesOf("mask.npy", "uint8");
  const [image, other] = [stack[5], stack[6]];
  if (!image || !other || !mask) throw new Error("the peers' images are not whole: remove .titer/bench/ops");
  const pool = new PlanePool(1 << 30);
  const labels = newPlane({ ...mask, dtype: "int32" });
  kernels.label(mask, labels, image, 8);
  const images = { image, mask, labels, small: cut(image, 1024) };
  /** @param {import("../../lib/dist/image/index.js").Dtype} dtype @param {(out: Plane) => void} use */
  const into = (dtype, use) => {
    const out = pool.acquire({ ...image, dtype });
    use(out);
    pool.release(out);
  };
  /** @param {(out: Plane) => void} use */
  const filter = (use) => () => into("uint16", use);
  const label = () => into("int32", (out) => kernels.label(mask, out, image, 8));
  return {
    "gaussian sigma 2": filter((out) => kernels.gaussian(image, out, 2)),
    "gaussian sigma 10": filter((out) => kernels.gaussian(image, out, 10)),
    "top-hat square 15": filter((out) => kernels.whiteTopHat(image, out, "square", 15)),
    "top-hat square 50": filter((out) => kernels.whiteTopHat(image, out, "square", 50)),
    "top-hat disk 15": filter((out) => kernels.whiteTopHat(image, out, "disk", 15)),
    "top-hat disk 50": filter((out) => kernels.whiteTopHat(image, out, "disk", 50)),
    "percentile normalise": filter((out) => {
      const [low = 0, high = 0] = kernels.percentiles([image], [1, 99]);
      kernels.rescale(image, out, low, high, 0, 65535);
    }),
    "otsu and threshold": () => into("uint8", (out) => kernels.threshold(image, out, kernels.otsu(image))),
    label,
    "label and properties": label,
    "erosion disk 15": filter((out) => kernels.morphology(image, out, 0, "disk", 15, 225)),
    "gradient square 3": filter((out) => kernels.morphology(image, out, 6, "square", 3, 9)),
    "add two planes": filter((out) => kernels.run("combine", { inputs: [image, other], outputs: [out], numbers: [0] })),
    "max projection of 10": filter((out) => kernels.project(stack, out, "max")),
    ...Object.fromEntries(
      functions.map(([row, name, given, on]) => [row, call(kernels, pool, name, given, images[on])]),
    ),
  };
}

/** A call of a library function, with its planes from the pool. @param {import("../../lib/dist/functions/kernels.js").Kernels} kernels @param {PlanePool} pool @param {string} name @param {Record<string, unknown>} given @param {Plane} plane */
function call(kernels, pool, name, given, plane) {
  const found = library.libraryFunctions.find(({ declaration }) => declaration.id === `titer.${name}`);
  if (!found) throw new Error(`the library has no function ${name}`);
  const { declaration } = found;
  const values = completeParameters(declaration.id, declaration.parameters, given);
  return async () => {
    /** @type {Set<Plane>} */
    const taken = new Set();
    const acquire = (/** @type {import("../../lib/dist/image/index.js").PlaneHeader} */ header) => {
      const made = pool.acquire(header);
      taken.add(made);
      return made;
    };
    const release = (/** @type {Plane} */ used) => {
      if (taken.delete(used)) pool.release(used);
    };
    const planes = [{ site: 1, channel: 1, z: 1, timepoint: 1 }];
    const context = { kernels, planes, specials: {}, acquire, release, device: null, signal: { aborted: false } };
    await declaration.run([plane], values, context);
    for (const made of taken) pool.release(made);
  };
}

/** The first rows and columns of a plane. @param {Plane} plane @param {number} side */
function cut(plane, side) {
  const small = newPlane({ dtype: plane.dtype, height: side, width: side });
  for (let y = 0; y < side; y++) {
    small.data.set(plane.data.subarray(y * plane.width, y * plane.width + side), y * side);
  }
  return small;
}

/** The planes of an array that NumPy wrote. @param {string} name @param {"uint8" | "uint16"} dtype */
function planesOf(name, dtype) {
  const file = readFileSync(inBench("ops", name));
  const side = 2048;
  const start = 10 + file.readUInt16LE(8);
  const bytes = side * side * (dtype === "uint16" ? 2 : 1);
  return Array.from({ length: (file.length - start) / bytes }, (_, k) => {
    const plane = newPlane({ dtype, height: side, width: side });
    new Uint8Array(plane.data.buffer).set(file.subarray(start + k * bytes, start + (k + 1) * bytes));
    return plane;
  });
}
