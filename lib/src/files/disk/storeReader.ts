import { join } from "node:path";
import { TiterError } from "../../errors.ts";
import type { Plane } from "../../image/plane.ts";
import type { PlanePool } from "../../image/pool.ts";
import { arrayPath, type PlaneIndex } from "../zarr/layout.ts";
import { parseStore, type StoreIndex } from "../zarr/parse.ts";
import { nodeDocument, ZarrReader } from "./zarrReader.ts";

/** A store of result images, open for reading. */
export interface StoreReader extends StoreIndex {
  /** Whether a plane was written. */
  has(well: string, site: number, index: PlaneIndex): boolean;
  /**
   * Reads a plane into memory of the pool, synchronously; the caller releases it.
   *
   * @throws `PLANE_NOT_WRITTEN` when the run did not get there, `NO_SUCH_WELL`, `CHUNK_DAMAGED`, `FILE_UNREADABLE`.
   */
  read(well: string, site: number, index: PlaneIndex, pool: PlanePool): Plane;
}

/**
 * Opens a store that Titer wrote.
 *
 * @param below - the name of label images below its images, to read them instead.
 * @throws `FILE_UNREADABLE`, `STORE_DAMAGED`, `STORE_UNSUPPORTED`.
 */
export function openStore(root: string, below?: string): StoreReader {
  const index = parseStore((path, kind) => nodeDocument(join(root, path), kind), root, below);
  const { layout } = index;
  const { shape, dtype, pixelSizeUm } = layout;
  const zarr = new ZarrReader();
  const arrayOf = (well: string, site: number): string => {
    const found = index.wells.find((candidate) => candidate.well === well);
    if (!found || !layout.sites.includes(site)) {
      throw new TiterError("NO_SUCH_WELL", {
        what: found ? `site ${site} is not in the store` : `well ${well} is not in the store`,
        where: { file: root, well },
        todo: `Wells: ${index.wells.map((candidate) => candidate.well).join(", ")}; sites: ${layout.sites.join(", ")}.`,
      });
    }
    return join(root, arrayPath(layout, found, site));
  };
  const pageOf = ([t, c, z]: PlaneIndex): number => (t * shape.c + c) * shape.z + z;
  const has: StoreReader["has"] = (well, site, plane) => zarr.has(arrayOf(well, site), pageOf(plane));
  return {
    ...index,
    has,
    read: (well, site, plane, pool) => {
      if (!has(well, site, plane)) {
        throw new TiterError("PLANE_NOT_WRITTEN", {
          what: `the plane at t ${plane[0]}, c ${plane[1]}, z ${plane[2]} of site ${site} was not written`,
          where: { file: arrayOf(well, site), well },
          todo: "Run the pipeline for this well, or resume its run.",
        });
      }
      const spacing = pixelSizeUm === null ? {} : { spacing: { y: pixelSizeUm, x: pixelSizeUm } };
      const into = pool.acquire({ dtype, height: shape.y, width: shape.x, ...spacing });
      try {
        zarr.read(arrayOf(well, site), pageOf(plane), into);
        return into;
      } catch (error) {
        pool.release(into);
        throw error;
      }
    },
  };
}
