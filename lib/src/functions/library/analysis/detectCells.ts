import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import type { Values } from "../../parameters.ts";
import { histogramOf } from "../intensity/histogram.ts";
import { measureRegions, type Region } from "../measure/regions.ts";
import { scratch } from "../planeFunction.ts";
import { medianFilter } from "../rank/rank.ts";
import { labelStack, relabel } from "../segmentation/labelling.ts";
import { distancesOf } from "../segmentation/nearest.ts";
import { separate } from "../segmentation/separate.ts";
import { type Blob, blobsByDifference, blobsByHessian, blobsByLaplacian } from "../spots/blobs.ts";
import { li } from "../thresholds/entropy.ts";
import type { detectionParameters } from "./detection.ts";

/** A cell: its middle, area and mean intensity in the plane as it was given. */
export interface Cell {
  readonly y: number;
  readonly x: number;
  readonly area: number;
  readonly meanIntensity: number;
}

/** The cells of a plane, and the threshold that was taken (none for spots). */
export interface Detection {
  readonly threshold: number | null;
  readonly cells: readonly Cell[];
}

type Options = Values<typeof detectionParameters>;

/** Finds the cells of a plane (uint8 or uint16; spots in any dtype). */
export function detectCells(plane: Plane, options: Options, context: CallContext): Detection {
  const smooth = prepared(plane, options, context);
  switch (options.detectionMethod) {
    case "blobLog":
      return spots(plane, blobsByLaplacian(context, smooth, blobOptions(options)), options);
    case "blobDog":
      return spots(plane, blobsByDifference(context, smooth, blobOptions(options)), options);
    case "blobDoh":
      return spots(plane, blobsByHessian(context, smooth, blobOptions(options)), options);
    case "threshold":
    case "watershed":
      return objects(plane, smooth, options, context);
    default:
      return options.detectionMethod satisfies never;
  }
}

function blobOptions({ blobThreshold, ...options }: Options) {
  return { ...options, threshold: blobThreshold };
}

/** The plane smoothed by a Gaussian and a median. */
function prepared(plane: Plane, { gaussianSigma, medianRadius }: Options, context: CallContext): Plane {
  let now = plane;
  if (gaussianSigma > 0) {
    now = scratch(context, plane, plane.dtype);
    context.kernels.gaussian(plane, now, gaussianSigma);
  }
  if (medianRadius === 0) return now;
  const out = scratch(context, plane, plane.dtype);
  medianFilter(context, now, out, "disk", medianRadius);
  return out;
}

/** Spots as cells: the area is that of a disk of radius sigma sqrt 2, the intensity that of the middle. */
function spots(plane: Plane, blobs: readonly Blob[], { minCellArea, maxCellArea }: Options): Detection {
  const cells = blobs
    .map(({ y, x, sigma }) => ({
      y,
      x,
      area: 2 * Math.PI * sigma * sigma,
      meanIntensity: plane.data[y * plane.width + x] ?? 0,
    }))
    .filter(({ area }) => area >= minCellArea && area <= maxCellArea);
  return { threshold: null, cells };
}

function objects(plane: Plane, smooth: Plane, options: Options, context: CallContext): Detection {
  const { kernels } = context;
  const threshold =
    options.thresholdMethod === "manual"
      ? options.threshold
      : options.thresholdMethod === "li"
        ? li(histogramOf(context, [smooth]))
        : kernels.otsu(smooth);
  const mask = scratch(context, plane, "uint8");
  kernels.threshold(smooth, mask, threshold);
  const labels = scratch(context, plane, "int32");
  if (options.detectionMethod === "threshold") {
    const { count, area, centroidY, centroidX, meanIntensity, box } = kernels.label(mask, labels, plane, 8);
    const cells = Array.from({ length: count }, (_, i) => i)
      .filter((i) => isCell(area[i] ?? 0, box.subarray(4 * i, 4 * i + 4), plane, options))
      .map((i) => ({
        y: centroidY[i] ?? 0,
        x: centroidX[i] ?? 0,
        area: area[i] ?? 0,
        meanIntensity: meanIntensity[i] ?? 0,
      }));
    return { threshold, cells };
  }
  labelStack(context, [mask], [labels], 2);
  const cells = cutApart(plane, mask, labels, options, context)
    .filter(({ area }) => area >= options.minCellArea && area <= options.maxCellArea)
    .map(({ y, x, area, channels: [found] }) => ({ y, x, area, meanIntensity: found?.mean ?? 0 }));
  return { threshold, cells };
}

function isCell(
  area: number,
  box: ArrayLike<number>,
  plane: Plane,
  { minCellArea, maxCellArea, removeBorderCells }: Options,
): boolean {
  const touchesBorder = box[0] === 0 || box[1] === 0 || box[2] === plane.height || box[3] === plane.width;
  return area >= minCellArea && area <= maxCellArea && !(removeBorderCells && touchesBorder);
}

/** Round objects cut apart by a watershed of the distances to the background, long ones as they are. */
function cutApart(plane: Plane, mask: Plane, labels: Plane, options: Options, context: CallContext): Region[] {
  const { minCellArea, watershedMaxEccentricity, watershedMinDistance, watershedFootprintSize } = options;
  const whole = measureRegions(context, labels, []);
  const large = whole.filter((region) =>
    isCell(region.area, region.box, plane, { ...options, maxCellArea: Number.POSITIVE_INFINITY }),
  );
  const round = large.filter(({ eccentricity }) => eccentricity < watershedMaxEccentricity);
  const entries = (of: readonly Region[]) => {
    const table = new Uint8Array((whole.at(-1)?.label ?? 0) + 1);
    for (const { label } of of) table[label] = 1;
    return table;
  };
  const kept = scratch(context, plane, "uint8");
  relabel(context, labels, kept, entries(round));
  const separated = scratch(context, plane, "int32");
  const areas = round.map(({ area }) => area).sort((a, b) => a - b);
  const median =
    ((areas[Math.floor((areas.length - 1) / 2)] ?? minCellArea) +
      (areas[Math.ceil((areas.length - 1) / 2)] ?? minCellArea)) /
    2;
  const minDistance = watershedMinDistance || Math.max(5, Math.trunc(Math.sqrt(median / Math.PI) * 1.5));
  separate(context, kept, distancesOf(context, kept), separated, {
    minDistance,
    radius: Math.floor(watershedFootprintSize / 2),
    border: minDistance,
  });
  const long = large.filter(({ eccentricity }) => eccentricity >= watershedMaxEccentricity);
  relabel(context, labels, mask, entries(long));
  labelStack(context, [mask], [labels], 2);
  return [...measureRegions(context, labels, [plane]), ...measureRegions(context, separated, [plane])];
}
