import { TiterError } from "../../errors.ts";
import type { Folder } from "../../files/folder.ts";
import { baseName } from "../../files/names.ts";
import { decodeText } from "../../files/text.ts";
import { type FoundPlane, missingPlanes, sortPlanes } from "../assemble.ts";
import { gridOf } from "../grid.ts";
import { Headers } from "../headers.ts";
import { parseImageXpress } from "../imagexpress/fileName.ts";
import { parseMetaSeries } from "../imagexpress/metaSeries.ts";
import { sitePositions } from "../imagexpress/stage.ts";
import type { Microscope } from "../microscope.ts";
import { omeZarr } from "../omezarr/omeZarr.ts";
import { parsePhenix } from "../operaphenix/fileName.ts";
import type { PlateIndex } from "../plateIndex.ts";
import { parseOpenHcs, type SubDirectory } from "./metadata.ts";

const metadataFile = "openhcs_metadata.json";

/** Plates of OpenHCS, its outputs and the plates that it has opened: the main sub-directory. */
export const openHcs: Microscope = openHcsPart(undefined);

/** The same with another sub-directory than the main one. */
export function openHcsPart(subDirectory: string | undefined): Microscope {
  return {
    format: "openhcs",
    looksFor: metadataFile,
    recognises: (files) => files.includes(metadataFile),
    async read(folder, files) {
      const all = parseOpenHcs(decodeText(await folder.readBytes(metadataFile)), `${folder.path}/${metadataFile}`);
      const part = choose(all, subDirectory, folder.path);
      const others = { subDirectories: all.map(({ name }) => name) };
      if (!part.zarr) return { ...readPart(folder, files, part), ...others };
      const stored = files.filter((file) => part.name === "." || file.startsWith(`${part.name}/`));
      return { ...withFacts(await omeZarr.read(folder, stored), part), name: baseName(folder.path), ...others };
    },
  };
}

function choose(all: readonly SubDirectory[], name: string | undefined, plate: string): SubDirectory {
  const part = name === undefined ? (all.find(({ main }) => main) ?? all[0]) : all.find((one) => one.name === name);
  if (part) return part;
  throw new TiterError("UNKNOWN_SUBDIRECTORY", {
    what: `the plate has no sub-directory "${name}"`,
    where: { plate },
    todo: `Choose one of: ${all.map((one) => one.name).join(", ")}.`,
    details: { subDirectories: all.map((one) => one.name) },
  });
}

/** What OpenHCS keeps beside its stores and not in them. */
function withFacts(index: PlateIndex, { channelNames, pixelSizeUm, grid }: SubDirectory): PlateIndex {
  return {
    ...index,
    channels: index.channels.map((channel) => ({ ...channel, name: channelNames.get(channel.id) ?? channel.name })),
    pixelSizeUm: index.pixelSizeUm ?? pixelSizeUm,
    grid: index.grid ?? grid,
  };
}

function readPart(folder: Folder, files: readonly string[], part: SubDirectory): PlateIndex {
  const there = new Set(files);
  const problems: PlateIndex["problems"][number][] = [];
  const named: FoundPlane[] = [];
  const gone: PlateIndex["missing"][number][] = [];
  for (const { virtual, real, page } of part.images) {
    const name = part.parser === "operaphenix" ? parsePhenix(baseName(virtual)) : imageXpressPlane(virtual);
    if (!name) {
      problems.push({
        code: "UNKNOWN_NAME",
        path: virtual,
        message: "the name tells no well, so the image is not used",
      });
    } else if (there.has(real)) {
      named.push({ well: name.well, file: { id: name.id, path: real, page }, projection: name.id.z === 0 });
    } else gone.push({ well: name.well, ...name.id });
  }
  const components = sortPlanes(named);
  const headers = new Headers(folder);
  const header = headers.first(named);
  const shape = { y: header.height, x: header.width };
  const pixelSizeUm = parseMetaSeries(header.description).pixelSizeUm ?? header.pixelSizeUm ?? part.pixelSizeUm;
  const positions = part.parser === "imagexpress" ? sitePositions(components, headers) : [];
  const size = pixelSizeUm ?? 0;
  const found =
    positions.length === components.sites.length ? gridOf(positions, { y: shape.y * size, x: shape.x * size }) : null;
  const missing = missingPlanes(components);
  const known = new Set(missing.map((plane) => JSON.stringify(plane)));
  return {
    format: "openhcs",
    path: folder.path,
    name: baseName(folder.path),
    wells: components.wells,
    sites: components.sites,
    channels: components.channelIds.map((id) => ({ id, name: part.channelNames.get(id) ?? `W${id}` })),
    zPlanes: components.zPlanes,
    timepoints: components.timepoints,
    shape,
    dtype: header.dtype,
    pixelSizeUm,
    positions,
    grid: part.grid ?? found,
    missing: [...missing, ...gone.filter((plane) => !known.has(JSON.stringify(plane)))],
    problems: [...problems, ...components.problems, ...headers.problems],
  };
}

/** OpenHCS' names have all parts; z 0 is the instrument's projection. */
function imageXpressPlane(path: string) {
  const name = parseImageXpress(baseName(path));
  if (!name) return undefined;
  const { well, site = 1, channel = 1, z = 1, timepoint = 1 } = name;
  return { well, id: { site, channel, z, timepoint } };
}
