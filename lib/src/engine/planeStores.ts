import { join } from "node:path";
import { type Plan, type PlannedStore, rootOf, type StoredPlane } from "../compile/plan.ts";
import { openStore, type StoreReader } from "../files/disk/storeReader.ts";
import { createStore, StoreWriter } from "../files/disk/storeWriter.ts";
import { readTiffFolder, TiffFolderWriter } from "../files/disk/tiffFolder.ts";
import { makeFolder } from "../files/disk/unsynced.ts";
import type { StoreWell } from "../files/zarr/layout.ts";
import type { Plane } from "../image/plane.ts";
import type { PlanePool } from "../image/pool.ts";

/** The planes of one of a plan's stores, whatever its backend. One writer per thread. */
export interface PlaneStore {
  /** Writes a plane, whole or not at all, synchronously. Throws `PLANE_MISMATCH`, `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
  write(well: StoreWell, place: StoredPlane, plane: Plane): void;
  /** Reads a plane into memory of the pool; the caller releases it. Throws `PLANE_NOT_WRITTEN`, `FILE_UNREADABLE`, ... */
  read(well: string, place: StoredPlane, pool: PlanePool): Plane;
  /** Waits until all planes written so far are on the disk. */
  sync(): Promise<void>;
}

/** Absolute folder of a store of the result or of a checkpoint. */
export function storeFolder(output: Plan["output"], store: PlannedStore): string {
  return join(rootOf(output, store), store.path);
}

/** The store of the result, and those of checkpoints. */
export function storesOf({ store, checkpoints }: Plan["output"]): readonly PlannedStore[] {
  return [store, ...checkpoints];
}

/** Makes a store ready for its writers; again, it changes nothing. Throws `STORE_DIFFERS`, `DISK_FULL`, `NOT_WRITABLE`, `WRITE_FAILED`. */
export function layOut(folder: string, store: PlannedStore, wells: readonly StoreWell[], plate: string): void {
  if (store.backend === "zarr") createStore(folder, store, wells, plate);
  else makeFolder(folder);
}

/** Opens a store; files are looked at when they are first needed. */
export function planeStore(folder: string, store: PlannedStore): PlaneStore {
  switch (store.backend) {
    case "zarr":
      return zarrStore(folder, store);
    case "disk":
      return tiffStore(folder, store);
    default:
      return store.backend satisfies never;
  }
}

function zarrStore(folder: string, layout: PlannedStore): PlaneStore {
  let writer: StoreWriter | undefined;
  let reader: StoreReader | undefined;
  return {
    write: (well, { id, index }, plane) => {
      writer ??= new StoreWriter(folder, layout);
      writer.write(well, id.site, index, plane);
    },
    read: (well, { id, index }, pool) => {
      reader ??= openStore(folder);
      return reader.read(well, id.site, index, pool);
    },
    sync: async () => writer?.sync(),
  };
}

function tiffStore(folder: string, facts: PlannedStore): PlaneStore {
  const writer = new TiffFolderWriter(folder, facts);
  return {
    write: ({ well }, { id }, plane) => writer.write(well, id, plane),
    read: (well, { id }, pool) => readTiffFolder(folder, well, id, pool),
    sync: () => writer.sync(),
  };
}
