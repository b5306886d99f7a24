import { availableParallelism, totalmem } from "node:os";

/** Half of the machine's memory, shared evenly between workers: what the planes of one worker may take. */
export function memoryShare(workers: number = availableParallelism()): number {
  return Math.floor(totalmem() / 2 / workers);
}
