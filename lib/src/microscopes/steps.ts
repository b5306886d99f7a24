import type { PlateIndex } from "./plateIndex.ts";

/** A plane's or time point's number, and its height in micrometres or its time in seconds. */
export interface Measured {
  readonly number: number;
  readonly at: number;
}

/** The distance of z planes from the heights of one stack's planes; nothing when fewer than two are known. */
export function zStepOf(planes: readonly Measured[]): Pick<PlateIndex, "zStepUm"> {
  const step = stepOf(planes);
  return step === undefined ? {} : { zStepUm: Math.round(step * 1e6) / 1e6 };
}

/** The time between time points from those of one plane; nothing when fewer than two are known. */
export function timeStepOf(times: readonly Measured[]): Pick<PlateIndex, "timeStepSeconds"> {
  const step = stepOf(times);
  return step === undefined ? {} : { timeStepSeconds: Math.round(step * 1e3) / 1e3 };
}

/** From the first to the last, per number in between. */
function stepOf(measured: readonly Measured[]): number | undefined {
  const sorted = [...measured].sort((a, b) => a.number - b.number);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first.number === last.number) return undefined;
  const step = Math.abs(last.at - first.at) / (last.number - first.number);
  return step > 0 ? step : undefined;
}
