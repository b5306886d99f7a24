import { setFlagsFromString } from "node:v8";
import vm from "node:vm";

const heapGrowthPercent = 20;
const settleMs = 2000;

/**
 * Keeps the garbage of cells small: V8 would let the heap grow to a multiple of what is in use before it collects, and the
 * compiler leaves some megabytes behind per cell. One collection once the start is over makes V8 measure what is in use.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`);
  setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc") as () => void;
  setTimeout(collect, settleMs).unref();
}
