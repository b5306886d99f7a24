import { comparePlanes, type PlaneId, planeComponents, planeName } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { PlaneFile, PlateIndex } from "./plateIndex.ts";

/**
 * What planes without a file mean. `error`: they are refused. `warn`: they are listed and left out. `fill`: they are listed, and
 * black planes, all 0, stand in for them; nothing is written into the plate.
 */
export type MissingPolicy = "error" | "warn" | "fill";

/** The path of a plane that has no file and is read as a black one. */
export const noFile = "";

/** A plate as the policy says; throws `MISSING_PLANES`, listing them, for `error`. */
export function withPolicy(plate: PlateIndex, policy: MissingPolicy): PlateIndex {
  const { missing } = plate;
  if (missing.length === 0 || policy === "warn") return plate;
  if (policy === "fill") return fillMissing(plate);
  const shown = missing.slice(0, 8).map(({ well, ...id }) => `${well} ${planeName(id)}`);
  throw new TiterError("MISSING_PLANES", {
    what: `${missing.length} planes have no file: ${shown.join(", ")}${missing.length > 8 ? ", ..." : ""}`,
    where: { plate: plate.path },
    todo: 'Complete the plate, or open it with missing: "warn" to go on without them or "fill" to have black ones.',
    details: { missing },
  });
}

/** The plate with a plane of {@link noFile} for each that is missing in a well with images; `missing` lists them still. */
export function fillMissing(plate: PlateIndex): PlateIndex {
  const byWell = new Map<string, PlaneId[]>();
  for (const { well, ...id } of plate.missing) byWell.set(well, [...(byWell.get(well) ?? []), id]);
  const wells = plate.wells.map((one) => ({ ...one, planes: filled(one.planes, byWell.get(one.well) ?? []) }));
  const all = wells.flatMap(({ planes }) => planes.map(({ id }) => id));
  const values = (component: keyof PlaneId, had: readonly number[]) =>
    [...new Set([...had, ...all.map((id) => id[component])])].sort((a, b) => a - b);
  const channels = values(
    "channel",
    plate.channels.map(({ id }) => id),
  );
  return {
    ...plate,
    wells,
    sites: values("site", plate.sites),
    channels: channels.map((id) => plate.channels.find((channel) => channel.id === id) ?? { id, name: `C${id}` }),
    zPlanes: values("z", plate.zPlanes),
    timepoints: values("timepoint", plate.timepoints),
  };
}

function filled(planes: readonly PlaneFile[], missing: readonly PlaneId[]): PlaneFile[] {
  const key = (id: PlaneId) => planeComponents.map((component) => id[component]).join(" ");
  const there = new Set(planes.map(({ id }) => key(id)));
  const black = missing.filter((id) => !there.has(key(id))).map((id): PlaneFile => ({ id, path: noFile, page: 0 }));
  return [...planes, ...black].sort((a, b) => comparePlanes(a.id, b.id));
}
