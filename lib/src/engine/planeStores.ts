import { join } from "node:path";
import { type Plan, type PlannedStore, rootOf, type StoredPlane } from "../compile/plan.ts";
import { packedBy } from "../files/disk/packer.ts";
import { openStore, type StoreReader } from "../files/disk/storeReader.ts";
import { createStore, openWriter, type StoreWriter } from "../files/disk/storeWriter.ts";
import { readTiffFolder, TiffFolderWriter } from "../files/disk/tiffFolder.ts";
import type { Tiles } from "../files/disk/tiles.ts";
import { makeFolder } from "../files/disk/unsynced.ts";
import type { StoreWell } from "../files/zarr/layout.ts";
import type { Plane } from "../image/plane.ts";
import type { PlanePool } from "../image/pool.ts";
import type { PlanFrame } from "./executor.ts";

/** The planes of one of a plan's stores, whatever its backend. */
export interface PlaneReader {
  /** Reads a plane into memory of the pool; the caller releases it. Throws `PLANE_NOT_WRITTEN`, `FILE_UNREADABLE`, ... */
  read(well: string, place: StoredPlane, pool: PlanePool): Plane;
}

/** The same, to be written too. One for each thread. */
export interface PlaneStore extends PlaneReader {
  /** Writes a plane, whole or not at all, synchronously. Throws `PLANE_MISMATCH`, `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
  write(well: StoreWell, place: StoredPlane, plane: Plane): void;
  /** Waits until all planes written so far are on the disk. */
  sync(): Promise<void>;
  /** Forgets what is not written yet, after a failure; the store can be used again. */
  discard(): void;
}

/** Absolute folder of a store of the result or of a checkpoint. */
export function storeFolder(output: Plan["output"], store: PlannedStore): string {
  return join(rootOf(output, store), store.path);
}

/** The store of the result, and those of checkpoints. */
export function storesOf({ store, checkpoints }: Plan["output"]): readonly PlannedStore[] {
  return [store, ...checkpoints];
}

/** What a store says about its making: nothing that changes when it is moved. */
export function provenanceOf(
  { titer, digest, plate, steps }: PlanFrame,
  { compression }: PlannedStore,
): Readonly<Record<string, unknown>> {
  return {
    version: titer,
    packing: packedBy(compression),
    plan: digest,
    plate: { name: plate.name, format: plate.format },
    steps: steps.map(({ name, functions }) => ({
      name,
      functions: functions.map(({ id, version, values }) => ({ id, version, values })),
    })),
  };
}

/** Makes a store ready for its writers; again, it changes nothing. Throws `STORE_DIFFERS`, `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
export function layOut(folder: string, store: PlannedStore, wells: readonly StoreWell[], frame: PlanFrame): void {
  if (store.backend === "zarr") createStore(folder, store, wells, frame.plate.name, provenanceOf(frame, store));
  else makeFolder(folder);
}

/** Opens a store for reading; files are looked at when they are first needed. */
export function planeReader(folder: string, { backend, labels, below = false }: PlannedStore): PlaneReader {
  if (backend === "disk") return { read: (well, { id }, pool) => readTiffFolder(folder, well, id, pool) };
  let store: StoreReader | undefined;
  return {
    read: (well, { id, index }, pool) => {
      store ??= openStore(folder, below ? labels : undefined);
      return store.read(well, id.site, index, pool);
    },
  };
}

/** Opens a store for writing. */
export async function openPlaneStore(folder: string, store: PlannedStore, tiles: Tiles): Promise<PlaneStore> {
  const { read } = planeReader(folder, store);
  switch (store.backend) {
    case "zarr": {
      const writer = await openWriter(folder, store, tiles);
      return {
        read,
        ...closing(writer),
        write: (well, { id, index }, plane) => writer.write(well, id.site, index, plane),
      };
    }
    case "disk": {
      const writer = new TiffFolderWriter(folder, store);
      return { read, ...closing(writer), write: ({ well }, { id }, plane) => writer.write(well, id, plane) };
    }
    default:
      return store.backend satisfies never;
  }
}

function closing(writer: StoreWriter | TiffFolderWriter): Pick<PlaneStore, "sync" | "discard"> {
  return { sync: () => writer.sync(), discard: () => writer[Symbol.dispose]() };
}
