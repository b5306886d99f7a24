import type { PlaneId } from "../../components/components.ts";
import { wellName } from "../wells.ts";

/** What the name of an Opera Phenix or Operetta image says. */
export interface PhenixName {
  readonly well: string;
  readonly id: PlaneId;
}

/** `r01c01f01p01-ch1sk1fk1fl1.tiff`; numbers are padded or not, `sk` counts time points from 1. */
const pattern = /^r(\d{1,2})c(\d{1,2})f(\d+)p(\d+)-ch(\d+)(?:sk(\d+))?(?:fk\d+)?(?:fl\d+)?\.tiff?$/i;

/** Reads a file name without its folders; undefined when it is no image of a plate. */
export function parsePhenix(name: string): PhenixName | undefined {
  const match = pattern.exec(name);
  if (!match) return undefined;
  const [row, column, site, z, channel, timepoint] = match.slice(1).map((text) => Number(text ?? 1));
  if (!row || !column) return undefined;
  return {
    well: wellName(row, column),
    id: { site: site as number, channel: channel as number, z: z as number, timepoint: timepoint as number },
  };
}
