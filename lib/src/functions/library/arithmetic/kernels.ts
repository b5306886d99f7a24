import type { Plane, Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";

/** Operations on two planes, in the order of the kernel. */
const pairs = [
  ...["add", "subtract", "multiply", "divide", "minimum", "maximum", "difference", "magnitude"],
  ...["and", "or", "xor", "above", "notBelow", "equal", "weighted"],
] as const;

/** Operations on one plane, in the order of the kernel, and their constants. */
const singles = [
  ...[
    "linear",
    "absolute",
    "squareRoot",
    "square",
    "exponential",
    "logarithm",
    "power",
    "clip",
    "sigmoid",
    "within",
    "reciprocal",
  ],
] as const;

/** The name of an operation on two planes. */
export type Pair =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "minimum"
  | "maximum"
  /** The absolute difference. */
  | "difference"
  /** The square root of the sum of squares. */
  | "magnitude"
  | "and"
  | "or"
  | "xor"
  /** 1 where the first is greater, else 0. */
  | "above"
  | "notBelow"
  | "equal";

/** The name of an operation on one plane. */
export type Single =
  /** `v k0 + k1` */
  | "linear"
  | "absolute"
  | "squareRoot"
  | "square"
  /** `exp(v k0)` */
  | "exponential"
  /** `k0 log(v k1 + k2)` */
  | "logarithm"
  /** `k0 (v k1) ^ k2` */
  | "power"
  /** From k0 to k1. */
  | "clip"
  /** `k0 / (1 + exp(k2 (k1 - v k3)))` */
  | "sigmoid"
  /** 1 where k0 <= v <= k1, else 0. */
  | "within"
  | "reciprocal";

/** Combines two planes; the result, of any dtype, is rounded to nearest and kept within its range. */
export function combine({ kernels }: CallContext, operation: Pair, a: Plane, b: Plane, out: Plane): void {
  kernels.run("combine", { inputs: [a, b], outputs: [out], numbers: [pairs.indexOf(operation)] });
}

/** The sum of planes, each times its weight, and a constant. */
export function weightedSum(
  { kernels }: CallContext,
  planes: Stack,
  weights: readonly number[],
  out: Plane,
  constant = 0,
): void {
  kernels.run("combine", {
    inputs: planes,
    outputs: [out],
    numbers: [pairs.indexOf("weighted"), constant, ...weights],
  });
}

/** Changes one plane; the result, of any dtype, is rounded to nearest and kept within its range. */
export function transform(
  { kernels }: CallContext,
  operation: Single,
  plane: Plane,
  out: Plane,
  ...constants: number[]
): void {
  const numbers = [singles.indexOf(operation), ...constants, 0, 0, 0, 0].slice(0, 5);
  kernels.run("transform", { inputs: [plane], outputs: [out], numbers });
}

/** Sums and extremes of all pixels of some planes that are numbers. */
export interface Statistics {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of the population (divided by count). */
  readonly deviation: number;
  readonly nan: number;
}

/** Statistics over planes. */
export function statistics({ kernels }: CallContext, planes: Stack): Statistics {
  const { numbers } = kernels.run("statistics", { inputs: planes, answers: 6 });
  const [count = 0, sum = 0, squares = 0, min = Number.NaN, max = Number.NaN, nan = 0] = numbers;
  const mean = sum / count;
  return { count, sum, squares, min, max, nan, mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
