import { comparePlanes, type PlaneId, planeComponents } from "../components/components.ts";
import type { PlaneFile, PlateIndex, WellIndex } from "./plateIndex.ts";
import { compareWells } from "./wells.ts";

/** An image file with what its name and folder say. */
export interface FoundPlane {
  readonly well: string;
  readonly file: PlaneFile;
  readonly projection: boolean;
}

/** The components that occur, and the wells with their planes in order. */
export type Components = Pick<PlateIndex, "wells" | "sites" | "zPlanes" | "timepoints" | "problems"> & {
  readonly channelIds: readonly number[];
};

/** Sorts planes into wells and lists the components. A second file for the same plane is set aside as a problem. */
export function sortPlanes(found: readonly FoundPlane[]): Components {
  const byWell = new Map<string, { planes: PlaneFile[]; projections: PlaneFile[] }>();
  const problems: PlateIndex["problems"][number][] = [];
  const taken = new Map<string, string>();
  for (const { well, file, projection } of found) {
    const key = `${well} ${projection} ${planeKey(file.id)}`;
    const first = taken.get(key);
    if (first !== undefined) {
      const message = `shows the same plane as ${first} and is not used`;
      problems.push({ code: "SECOND_FILE_FOR_PLANE", path: file.path, message });
      continue;
    }
    taken.set(key, file.path);
    const lists = byWell.get(well) ?? { planes: [], projections: [] };
    byWell.set(well, lists);
    (projection ? lists.projections : lists.planes).push(file);
  }
  const wells: WellIndex[] = [...byWell]
    .sort(([a], [b]) => compareWells(a, b))
    .map(([well, { planes, projections }]) => ({
      well,
      planes: planes.sort((a, b) => comparePlanes(a.id, b.id)),
      projections: projections.sort((a, b) => comparePlanes(a.id, b.id)),
    }));
  const all = found.map(({ file }) => file.id);
  const stack = found.filter(({ projection }) => !projection).map(({ file }) => file.id);
  return {
    wells,
    sites: distinct(all, "site"),
    channelIds: distinct(all, "channel"),
    zPlanes: distinct(stack, "z"),
    timepoints: distinct(all, "timepoint"),
    problems,
  };
}

/**
 * The planes that a plate should have and has not: every channel is expected in all wells, sites and timepoints, with the z
 * planes in which that channel was seen anywhere (instruments take some channels in one plane only).
 */
export function missingPlanes({ wells, sites, timepoints, channelIds }: Components): PlateIndex["missing"] {
  const zOf = new Map(channelIds.map((channel) => [channel, new Set<number>()]));
  for (const { planes } of wells) for (const { id } of planes) zOf.get(id.channel)?.add(id.z);
  const missing: PlateIndex["missing"][number][] = [];
  for (const { well, planes } of wells) {
    const have = new Set(planes.map(({ id }) => planeKey(id)));
    for (const site of sites) {
      for (const [channel, zs] of zOf) {
        for (const z of [...zs].sort((a, b) => a - b)) {
          for (const timepoint of timepoints) {
            const id = { site, channel, z, timepoint };
            if (!have.has(planeKey(id))) missing.push({ well, ...id });
          }
        }
      }
    }
  }
  return missing;
}

function planeKey(id: PlaneId): string {
  return planeComponents.map((component) => id[component]).join(" ");
}

function distinct(ids: readonly PlaneId[], component: keyof PlaneId): number[] {
  return [...new Set(ids.map((id) => id[component]))].sort((a, b) => a - b);
}
