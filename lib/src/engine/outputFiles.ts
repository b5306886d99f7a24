import { diskBackend } from "../files/disk/diskBackend.ts";
import { ZarrBackend } from "../files/disk/zarrBackend.ts";
import { FileManager } from "../files/fileManager.ts";
import { MemoryBackend } from "../files/memoryBackend.ts";

/** The files of an output folder, by paths relative to it. */
export function outputFiles(root: string): FileManager {
  return new FileManager([diskBackend(root)]);
}

/** Bytes that lie over a result in memory, at most. */
const mostMemory = 1 << 30;

/** The same for users: planes of stores too, and what is kept in memory over them. */
export function resultFiles(root: string): FileManager {
  return new FileManager([diskBackend(root), new ZarrBackend(root), new MemoryBackend(mostMemory)]);
}

/** The folder of what a unit of work gives to the tables of the run. */
export function tablesFolder(unit: string): string {
  return `.titer/tables/${unit}`;
}
