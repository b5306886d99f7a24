import { readFileSync } from "node:fs";

/** Linux: `getconf CLK_TCK` and `getconf PAGESIZE`, which are these on all machines that this runs on. */
const ticksPerSecond = 100;
const pageBytes = 4096;

/** Time that processors worked for a process and its threads, from its start on. Throws when it has ended. @param {string | number} pid */
export function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory of a process, in 2^20 bytes. Throws when it has ended. @param {string | number} pid */
export function residentMb(pid) {
  return (Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * pageBytes) / 2 ** 20;
}
