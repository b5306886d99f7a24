import { TiterError } from "../errors.ts";
import type { PlaneFile, PlateIndex } from "../microscopes/plateIndex.ts";
import { chosen, chosenChannel, type PlaneChoice } from "./choose.ts";

/** A plane of a plate: its file and its place. */
export interface FoundPlane {
  readonly well: string;
  readonly file: PlaneFile;
}

/**
 * The plane of a plate that a choice names; what it leaves out is the first there is.
 *
 * @param projections - looks among the projections that the instrument made, instead of the stack.
 * @throws `UNKNOWN_WELL`, `UNKNOWN_SITE`, `UNKNOWN_CHANNEL`, `UNKNOWN_Z`, `UNKNOWN_TIMEPOINT` with what there is; `MISSING_PLANE`.
 */
export function findPlane(index: PlateIndex, choice: Partial<PlaneChoice>, projections = false): FoundPlane {
  const names = index.wells.map(({ well }) => well);
  const well = chosen("well", choice.well, names, index.name);
  const site = chosen("site", choice.site, index.sites, index.name);
  const channel = chosenChannel(choice.channel, index.channels, index.name);
  const lists = index.wells.find((candidate) => candidate.well === well);
  const planes = (projections ? lists?.projections : lists?.planes) ?? [];
  const near = planes.filter(({ id }) => id.site === site && id.channel === channel);
  const z = chosen("z", choice.z, [...new Set(near.map(({ id }) => id.z))], index.name);
  const timepoint = chosen("timepoint", choice.timepoint, [...new Set(near.map(({ id }) => id.timepoint))], index.name);
  const file = near.find(({ id }) => id.z === z && id.timepoint === timepoint);
  if (file) return { well, file };
  throw new TiterError("MISSING_PLANE", {
    what: `there is no file for z ${z} and timepoint ${timepoint}`,
    where: { plate: index.name, well, component: `site ${site} channel ${channel}` },
    todo: "Choose another plane; `plate.index.missing` lists what is missing.",
  });
}
