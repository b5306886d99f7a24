import { diskBackend } from "../files/disk/diskBackend.ts";
import { FileManager } from "../files/fileManager.ts";

/** The files of an output folder, by paths relative to it. */
export function outputFiles(root: string): FileManager {
  return new FileManager([diskBackend(root)]);
}

/** The folder of what a unit of work gives to the tables of the run. */
export function tablesFolder(unit: string): string {
  return `.titer/tables/${unit}`;
}
