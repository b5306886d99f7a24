import { openPlate } from "../microscopes/disk/plate.ts";
import type { PlateIndex } from "../microscopes/plateIndex.ts";
import { parseCommand, usageError } from "./command.ts";
import { openArguments, openOptions, openUsage } from "./openOptions.ts";

const usage = `titer inspect PLATE [--json] ${openUsage}`;

/** `titer inspect`: what a plate holds, without reading pixels. */
export async function inspect(args: readonly string[]): Promise<number> {
  const options = { ...openArguments, json: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values, positionals } = parseCommand(args, options, usage, 1);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [folder] = positionals;
  if (folder === undefined) throw usageError("a plate's folder is needed", usage);
  const plate = await openPlate(folder, await openOptions(values));
  process.stdout.write(`${values.json ? JSON.stringify(toJson(plate), null, 2) : toText(plate)}\n`);
  return 0;
}

/** The JSON form of a plate: lists of what occurs, and every problem. */
function toJson(plate: PlateIndex): object {
  const projections = plate.wells.flatMap(({ well, projections }) =>
    projections.map(({ id, path }) => ({ well, site: id.site, channel: id.channel, timepoint: id.timepoint, path })),
  );
  return {
    format: plate.format,
    name: plate.name,
    wells: plate.wells.map(({ well }) => well),
    sites: plate.sites,
    channels: plate.channels,
    zPlanes: plate.zPlanes,
    timepoints: plate.timepoints,
    projections,
    shape: plate.shape,
    dtype: plate.dtype,
    pixelSizeUm: plate.pixelSizeUm,
    ...(plate.zStepUm === undefined ? {} : { zStepUm: plate.zStepUm }),
    ...(plate.timeStepSeconds === undefined ? {} : { timeStepSeconds: plate.timeStepSeconds }),
    positions: plate.positions,
    grid: plate.grid,
    imageCount: imageCount(plate),
    ...(plate.subDirectories === undefined ? {} : { subDirectories: plate.subDirectories }),
    missing: plate.missing,
    problems: plate.problems,
  };
}

/** Planes and the instrument's projections. */
function imageCount({ wells }: PlateIndex): number {
  return wells.reduce((sum, { planes, projections }) => sum + planes.length + projections.length, 0);
}

function toText(plate: PlateIndex): string {
  const projections = plate.wells.reduce((sum, well) => sum + well.projections.length, 0);
  const { shape, grid } = plate;
  const lines: [string, string][] = [
    ["plate", `${plate.name} (${plate.format})`],
    ["wells", `${plate.wells.length}: ${shorten(plate.wells.map(({ well }) => well))}`],
    ["sites", `${plate.sites.length}${grid ? ` (${grid.rows} x ${grid.columns})` : ""}`],
    ["channels", plate.channels.map(({ id, name }) => `${id} ${name}`).join(", ")],
    ["z planes", String(plate.zPlanes.length)],
    ["time points", String(plate.timepoints.length)],
    [
      "images",
      `${imageCount(plate)} of ${shape.y} x ${shape.x} ${plate.dtype}${projections ? `, ${projections} of them projections by the instrument` : ""}`,
    ],
    ["pixel size", plate.pixelSizeUm === null ? "unknown" : `${plate.pixelSizeUm} µm`],
    ...(plate.zStepUm === undefined ? [] : [["z step", `${plate.zStepUm} µm`] satisfies [string, string]]),
    ...(plate.timeStepSeconds === undefined
      ? []
      : [["time step", `${plate.timeStepSeconds} s`] satisfies [string, string]]),
    ...(plate.subDirectories === undefined
      ? []
      : [["folders", plate.subDirectories.join(", ")] satisfies [string, string]]),
    ["missing", plate.missing.length ? `${plate.missing.length} planes` : "nothing"],
    ...plate.problems.map(({ code, path, message }): [string, string] => ["problem", `${code} ${path}: ${message}`]),
  ];
  return lines.map(([name, value]) => `${name.padEnd(12)}${value}`).join("\n");
}

function shorten(names: readonly string[]): string {
  return names.length <= 12 ? names.join(" ") : `${names.slice(0, 11).join(" ")} ... ${names.at(-1)}`;
}
