import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TiterError } from "../../errors.ts";
import type { Plane } from "../../image/plane.ts";
import type { PlanePool } from "../../image/pool.ts";
import { arrayPath, type PlaneIndex, shardPath } from "../zarr/layout.ts";
import { parseStore, type StoreIndex } from "../zarr/parse.ts";
import { decodeShard, shardBytes } from "../zarr/shard.ts";
import { unreadable, withFile } from "./source.ts";

/** A store of result images, open for reading. */
export interface StoreReader extends StoreIndex {
  /** Whether a plane was written. */
  has(well: string, site: number, index: PlaneIndex): boolean;
  /**
   * Reads a plane into memory of the pool, synchronously; the caller releases it.
   *
   * @throws `PLANE_NOT_WRITTEN` when the run did not get there, `NO_SUCH_WELL`, `SHARD_DAMAGED`, `FILE_UNREADABLE`.
   */
  read(well: string, site: number, index: PlaneIndex, pool: PlanePool): Plane;
}

/** Opens a store that Titer wrote. Throws `FILE_UNREADABLE`, `STORE_DAMAGED`, `STORE_UNSUPPORTED`. */
export function openStore(root: string): StoreReader {
  const index = parseStore((path) => readJson(join(root, path)), root);
  const { layout } = index;
  const pathOf = (well: string, site: number, plane: PlaneIndex) => {
    const found = index.wells.find((candidate) => candidate.well === well);
    if (!found || !layout.sites.includes(site)) {
      throw new TiterError("NO_SUCH_WELL", {
        what: found ? `site ${site} is not in the store` : `well ${well} is not in the store`,
        where: { file: root, well },
        todo: `Wells: ${index.wells.map((candidate) => candidate.well).join(", ")}; sites: ${layout.sites.join(", ")}.`,
      });
    }
    return join(root, arrayPath(layout, found, site), shardPath(plane));
  };
  return {
    ...index,
    has: (well, site, plane) => existsSync(pathOf(well, site, plane)),
    read: (well, site, plane, pool) => readShard(pathOf(well, site, plane), index, well, pool),
  };
}

function readShard(path: string, { layout }: StoreIndex, well: string, pool: PlanePool): Plane {
  if (!existsSync(path)) {
    throw new TiterError("PLANE_NOT_WRITTEN", {
      what: "the plane was not written",
      where: { file: path, well },
      todo: "Run the pipeline for this well, or resume its run.",
    });
  }
  const { shape, dtype, pixelSizeUm } = layout;
  const spacing = pixelSizeUm === null ? {} : { spacing: { y: pixelSizeUm, x: pixelSizeUm } };
  const bytes = withFile(path, (source) => {
    const whole = new Uint8Array(Math.min(source.size, shardBytes(layout)));
    source.read(0, whole);
    return whole;
  });
  const plane = pool.acquire({ dtype, height: shape.y, width: shape.x, ...spacing });
  try {
    decodeShard(bytes, layout, plane, path);
    return plane;
  } catch (error) {
    pool.release(plane);
    throw error;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
