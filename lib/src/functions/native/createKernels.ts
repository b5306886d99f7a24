import { TiterError } from "../../errors.ts";
import type { Dtype } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";
import type { KernelAnswer, KernelCall, Kernels, ProjectionMethod, Regions } from "../kernels.ts";
import { checkApart, checkNumber, checkPlane, checkSameShape, refuse } from "./check.ts";
import { gaussianTaps } from "./gaussianTaps.ts";
import type { Access, Machine, Operation } from "./machine.ts";
import { percentileRanks } from "./percentileRanks.ts";
import { regionsFrom } from "./regions.ts";

const pixelTypes: readonly Dtype[] = ["uint8", "uint16", "float32"];
/** The codes of pixel types: their places here, as `Dtype` of engine.h. */
const codedTypes: readonly Dtype[] = [...pixelTypes, "int32"];
const integerTypes: readonly Dtype[] = ["uint8", "uint16"];
const methods: readonly ProjectionMethod[] = ["max", "min", "mean", "sum"];
const dtypeCode = (plane: Plane) => pixelTypes.indexOf(plane.dtype);
const read = (plane: Plane): Access => ({ data: plane.data, access: "in" });
const write = (plane: Plane): Access => ({ data: plane.data, access: "out" });

/** The {@link Kernels} of a machine: checks every argument, then runs. */
export function createKernels(machine: Machine, note?: string): Kernels {
  let open = true;
  const run = (operation: Operation, numbers: readonly number[], planes: readonly Access[], answers = 0) => {
    if (open) return machine.run(operation, numbers, planes, answers);
    throw new TiterError("KERNELS_CLOSED", {
      what: "the kernels were closed",
      todo: "Open them again with loadKernels.",
    });
  };
  /** A plane in, a plane of the same dtype and shape out. */
  const filter = (operation: Operation, plane: Plane, out: Plane, numbers: readonly number[]) => {
    checkPlane(operation, "plane", plane, pixelTypes);
    checkPlane(operation, "out", out, [plane.dtype]);
    checkSameShape(operation, plane, [out]);
    checkApart(operation, out, [plane]);
    run(operation, [plane.height, plane.width, dtypeCode(plane), ...numbers], [read(plane), write(out)]);
  };
  return {
    build: machine.build,
    threads: machine.threads,
    ...(note === undefined ? {} : { note }),

    run(kernel: string, { inputs = [], outputs = [], numbers = [], answers = 0 }: KernelCall): KernelAnswer {
      for (const plane of inputs) checkPlane(kernel, "an input", plane, codedTypes);
      for (const plane of outputs) {
        checkPlane(kernel, "an output", plane, codedTypes);
        checkApart(kernel, plane, inputs);
      }
      const planes = [...inputs, ...outputs];
      const headers = planes.flatMap(({ height, width, dtype }) => [height, width, codedTypes.indexOf(dtype)]);
      const given = [inputs.length, outputs.length, ...headers, ...numbers];
      const found = run(kernel, given, [...inputs.map(read), ...outputs.map(write)], answers);
      return { numbers: found, table: (length) => machine.table(length) };
    },

    project(planes: readonly Plane[], out: Plane, method: ProjectionMethod): void {
      const first = checkStack("project", planes);
      checkPlane("project", "out", out, [first.dtype]);
      checkSameShape("project", first, [out]);
      checkApart("project", out, planes);
      if (!methods.includes(method)) throw refuse("project", `method = ${method}`, `Give ${methods.join(", ")}.`);
      checkNumber("project", "planes.length", planes.length, 1, 65536);
      const numbers = [first.data.length, dtypeCode(first), methods.indexOf(method), planes.length];
      run("project", numbers, [write(out), ...planes.map(read)]);
    },

    percentiles(planes: readonly Plane[], percents: readonly number[]): number[] {
      const first = checkStack("percentiles", planes);
      for (const percent of percents) checkNumber("percentiles", "percent", percent, 0, 100);
      const { ranks, interpolate } = percentileRanks(first.data.length * planes.length, percents);
      const numbers = [first.data.length, dtypeCode(first), planes.length, ranks.length, ...ranks];
      return interpolate(run("orderStatistics", numbers, planes.map(read), ranks.length));
    },

    rescale(plane: Plane, out: Plane, low: number, high: number, targetMin: number, targetMax: number): void {
      checkPlane("rescale", "plane", plane, pixelTypes);
      checkPlane("rescale", "out", out, pixelTypes);
      checkSameShape("rescale", plane, [out]);
      if (out.data !== plane.data) checkApart("rescale", out, [plane]);
      checkNumber("rescale", "low", low, -Number.MAX_VALUE, high);
      checkNumber("rescale", "high", high, low, Number.MAX_VALUE);
      const most = { uint8: 255, uint16: 65535 }[out.dtype as string] ?? Number.MAX_VALUE;
      const least = out.dtype === "float32" ? -Number.MAX_VALUE : 0;
      checkNumber("rescale", "targetMin", targetMin, least, targetMax);
      checkNumber("rescale", "targetMax", targetMax, targetMin, most);
      const numbers = [plane.data.length, dtypeCode(plane), dtypeCode(out), low, high, targetMin, targetMax];
      run("rescale", numbers, [read(plane), write(out)]);
    },

    gaussian(plane: Plane, out: Plane, sigma: number): void {
      checkNumber("gaussian", "sigma", sigma, 0.01, 1000);
      const taps = gaussianTaps(sigma);
      filter("gaussian", plane, out, [taps.length - 1, ...taps]);
    },

    morphology(
      plane: Plane,
      out: Plane,
      operation: number,
      footprint: "disk" | "square",
      radius: number,
      squared: number,
    ): void {
      checkNumber("morphology", "radius", radius, 0, 1000);
      if (!Number.isInteger(radius)) throw refuse("morphology", `radius = ${radius}`, "Give a whole number of pixels.");
      if (footprint !== "disk" && footprint !== "square") {
        throw refuse("morphology", `footprint = ${footprint}`, "Give disk or square.");
      }
      filter(footprint === "disk" ? "morphologyDisk" : "morphologySquare", plane, out, [radius, operation, squared]);
    },

    whiteTopHat(plane: Plane, out: Plane, footprint: "disk" | "square", radius: number): void {
      this.morphology(plane, out, 4, footprint, radius, radius * radius);
    },

    otsu(plane: Plane): number {
      checkPlane("otsu", "plane", plane, integerTypes);
      return run("otsu", [plane.data.length, dtypeCode(plane)], [read(plane)], 1)[0] ?? Number.NaN;
    },

    threshold(plane: Plane, out: Plane, threshold: number): void {
      checkPlane("threshold", "plane", plane, pixelTypes);
      checkPlane("threshold", "out", out, ["uint8"]);
      checkSameShape("threshold", plane, [out]);
      checkApart("threshold", out, [plane]);
      if (Number.isNaN(threshold)) throw refuse("threshold", "threshold = NaN", "Give a number.");
      run("threshold", [plane.data.length, dtypeCode(plane), threshold], [read(plane), write(out)]);
    },

    label(mask: Plane, labels: Plane, intensity: Plane, connectivity: 4 | 8): Regions {
      checkPlane("label", "mask", mask, ["uint8"]);
      checkPlane("label", "labels", labels, ["int32"]);
      checkPlane("label", "intensity", intensity, pixelTypes);
      checkSameShape("label", mask, [labels, intensity]);
      checkApart("label", labels, [mask, intensity]);
      if (connectivity !== 4 && connectivity !== 8) {
        throw refuse("label", `connectivity = ${connectivity}`, "Give 4 or 8 neighbours.");
      }
      const numbers = [mask.height, mask.width, dtypeCode(intensity), connectivity];
      const [count = 0] = run("label", numbers, [read(mask), write(labels), read(intensity)], 1);
      return regionsFrom(machine.table(8 * count));
    },

    watch: (cancelled) => machine.watch(cancelled),

    close(): void {
      if (open) machine.close();
      open = false;
    },
  };
}

/** The first of some planes of one shape and dtype. */
function checkStack(operation: string, planes: readonly Plane[]): Plane {
  const [first] = planes;
  if (!first) throw refuse(operation, "there are no planes", "Give at least one plane.");
  for (const plane of planes) checkPlane(operation, "a plane", plane, plane === first ? pixelTypes : [first.dtype]);
  checkSameShape(operation, first, planes);
  return first;
}
