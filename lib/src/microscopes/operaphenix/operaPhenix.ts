import { type PlaneId, planeComponents } from "../../components/components.ts";
import { TiterError } from "../../errors.ts";
import { baseName, folderOf } from "../../files/names.ts";
import { decodeText } from "../../files/text.ts";
import { type FoundPlane, missingPlanes, sortPlanes } from "../assemble.ts";
import { gridOf } from "../grid.ts";
import { Headers } from "../headers.ts";
import type { Microscope } from "../microscope.ts";
import type { PlateIndex, SitePosition } from "../plateIndex.ts";
import { timeStepOf, zStepOf } from "../steps.ts";
import { compareWells } from "../wells.ts";
import { parsePhenix } from "./fileName.ts";
import { type IndexedImage, type PhenixIndex, parseIndex } from "./indexXml.ts";

const indexFile = /^index(\.idx)?\.xml$/i;

/** Opera Phenix and Operetta plates as Harmony exports them. */
export const operaPhenix: Microscope = {
  format: "operaphenix",
  looksFor: "Index.xml or Index.idx.xml, or images called r01c01f01p01-ch1sk1fk1fl1.tiff",

  recognises: (files) => files.some((file) => indexFile.test(baseName(file)) || parsePhenix(baseName(file))),

  async read(folder, files) {
    const indexPath = pickFile(folder.path, files, (name) => indexFile.test(name));
    const index =
      indexPath === undefined
        ? withoutIndex
        : parseIndex(decodeText(await folder.readBytes(indexPath)), `${folder.path}/${indexPath}`);
    const images = folderOf(indexPath ?? pickFile(folder.path, files, (name) => parsePhenix(name) !== undefined) ?? "");
    const found = files.flatMap((path): FoundPlane[] => {
      const name = folderOf(path) === images ? parsePhenix(baseName(path)) : undefined;
      return name ? [{ well: name.well, file: { id: name.id, path, page: 0 }, projection: false }] : [];
    });
    const components = sortPlanes(found);
    const headers = new Headers(folder);
    const header = headers.first(found);
    const shape = { y: header.height, x: header.width };
    const pixelSizeUm = index.pixelSizeUm ?? null;
    const positions = sitePositions(index.images, components.sites);
    const field = { y: shape.y * (pixelSizeUm ?? 0), x: shape.x * (pixelSizeUm ?? 0) };
    return {
      format: "operaphenix",
      path: folder.path,
      name: index.plateName || baseName(folder.path),
      wells: components.wells,
      sites: components.sites,
      channels: components.channelIds.map((id) => ({
        id,
        name: index.channelNames.get(id) ?? `ch${id}`,
        ...index.channelData.get(id),
      })),
      zPlanes: components.zPlanes,
      timepoints: components.timepoints,
      shape,
      dtype: header.dtype,
      pixelSizeUm,
      ...steps(index.images),
      positions,
      grid: pixelSizeUm === null || positions.length !== components.sites.length ? null : gridOf(positions, field),
      missing: withListed(missingPlanes(components), index.images, found),
      problems: [
        ...components.problems,
        ...headers.problems,
        ...(indexPath === undefined ? [noIndex(images)] : unlisted(index.images, found)),
      ],
    };
  },
};

/** What is known without an index: what the names say. */
const withoutIndex: PhenixIndex = {
  plateName: "",
  images: [],
  channelNames: new Map(),
  channelData: new Map(),
  pixelSizeUm: undefined,
};

function noIndex(images: string): PlateIndex["problems"][number] {
  const message = "there is no Index.xml: channel names, positions and pixel size are unknown";
  return { code: "NO_INDEX", path: images, message };
}

/** The file of a kind that is nearest to the top; throws `SEVERAL_PLATES` when other folders beside its own have one. */
function pickFile(plate: string, files: readonly string[], is: (name: string) => boolean): string | undefined {
  const found = files.filter((file) => is(baseName(file)));
  const depth = (file: string) => file.split("/").length;
  const top = found.reduce((least, file) => Math.min(least, depth(file)), Number.POSITIVE_INFINITY);
  const folders = [...new Set(found.filter((file) => depth(file) === top).map(folderOf))];
  if (folders.length > 1) {
    throw new TiterError("SEVERAL_PLATES", {
      what: `the folder holds ${folders.length} measurements`,
      where: { plate },
      todo: `Open one of: ${folders.join(", ")}.`,
      details: { plates: folders },
    });
  }
  return found.find((file) => depth(file) === top);
}

/** The first position of each site; all wells of a measurement share one layout. */
function sitePositions(images: readonly IndexedImage[], sites: readonly number[]): SitePosition[] {
  const bySite = new Map<number, SitePosition>();
  for (const { id, position } of images) {
    if (position && !bySite.has(id.site)) bySite.set(id.site, { site: id.site, ...position });
  }
  return sites.flatMap((site) => bySite.get(site) ?? []);
}

/** From the first stack, and the time points of its first plane; heights may differ between sites, steps do not. */
function steps(images: readonly IndexedImage[]): Pick<PlateIndex, "zStepUm" | "timeStepSeconds"> {
  const [first] = images;
  const along = (axis: "z" | "timepoint", of: "zUm" | "timeSeconds") => {
    const others = planeComponents.filter((component) => component !== axis);
    return images.flatMap((image) => {
      const same = image.well === first?.well && others.every((name) => image.id[name] === first.id[name]);
      const at = image[of];
      return same && at !== undefined ? [{ number: image.id[axis], at }] : [];
    });
  };
  return { ...zStepOf(along("z", "zUm")), ...timeStepOf(along("timepoint", "timeSeconds")) };
}

function key(well: string, id: PlaneId): string {
  return `${well} ${planeComponents.map((component) => id[component]).join(" ")}`;
}

/** Adds the images that the index lists and that are not there, whatever else was seen. */
function withListed(
  missing: PlateIndex["missing"],
  images: readonly IndexedImage[],
  found: readonly FoundPlane[],
): PlateIndex["missing"] {
  const known = new Set([
    ...found.map(({ well, file }) => key(well, file.id)),
    ...missing.map((id) => key(id.well, id)),
  ]);
  const more = images.filter(({ well, id }) => !known.has(key(well, id))).map(({ well, id }) => ({ well, ...id }));
  return [...missing, ...more].sort((a, b) => compareWells(a.well, b.well));
}

/** Images beside the index that it does not list. */
function unlisted(images: readonly IndexedImage[], found: readonly FoundPlane[]): PlateIndex["problems"] {
  const listed = new Set(images.map(({ well, id }) => key(well, id)));
  return found
    .filter(({ well, file }) => !listed.has(key(well, file.id)))
    .map(({ file }) => ({
      code: "NOT_IN_INDEX",
      path: file.path,
      message: "the plate's index does not list this image",
    }));
}
