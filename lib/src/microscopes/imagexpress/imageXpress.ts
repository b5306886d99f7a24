import { planeComponents } from "../../components/components.ts";
import { TiterError } from "../../errors.ts";
import type { Folder } from "../../files/folder.ts";
import { baseName } from "../../files/names.ts";
import { decodeText } from "../../files/text.ts";
import { type Components, type FoundPlane, missingPlanes, sortPlanes } from "../assemble.ts";
import { gridOf } from "../grid.ts";
import { Headers } from "../headers.ts";
import type { Microscope } from "../microscope.ts";
import type { Channel, PlateIndex, SitePosition } from "../plateIndex.ts";
import { timeStepOf, zStepOf } from "../steps.ts";
import { wellName } from "../wells.ts";
import { type ImageXpressName, parseImageXpress } from "./fileName.ts";
import { type Htd, parseHtd } from "./htd.ts";
import { parseMetaSeries } from "./metaSeries.ts";
import { metaSeriesOf, sitePositions } from "./stage.ts";

const htdFile = /\.htd$/i;

/** ImageXpress plates: MetaXpress exports with HTD files, and direct transfers without. */
export const imageXpress: Microscope = {
  format: "imagexpress",
  looksFor: "a *.HTD file, or images called <name>_<well>_s<site>_w<channel>.tif",

  recognises(files) {
    const bare = files.some((file) => htdFile.test(file)); // beside an HTD file a name needs neither site nor channel
    return files.some((file) => {
      const name = parseImageXpress(file);
      return name !== undefined && (bare || name.site !== undefined || name.channel !== undefined);
    });
  },

  async read(folder, files) {
    const named = files.flatMap((path) => {
      const name = parseImageXpress(path);
      return name ? [{ path, name }] : [];
    });
    const plate = onePlate(folder, new Set(named.map(({ name }) => name.plate)));
    const htdPath = pickHtd(files, plate);
    const htd = htdPath === undefined ? undefined : parseHtd(decodeText(await folder.readBytes(htdPath)));
    const found = named.map(({ path, name }): FoundPlane => toPlane(path, name, hasStack(named)));
    const components = sortPlanes(found);
    const headers = new Headers(folder);
    const header = headers.first(found);
    const pixelSizeUm = parseMetaSeries(header.description).pixelSizeUm ?? htd?.pixelSizeUm ?? null;
    const shape = { y: header.height, x: header.width };
    const positions = sitePositions(components, headers);
    return {
      format: "imagexpress",
      path: folder.path,
      name: plateName(folder, htdPath, named[0]?.name),
      wells: components.wells,
      sites: components.sites,
      channels: components.channelIds.map((id) => channelOf(id, htd, components, headers)),
      zPlanes: components.zPlanes,
      timepoints: components.timepoints,
      shape,
      dtype: header.dtype,
      pixelSizeUm,
      ...steps(components, headers),
      positions,
      grid: siteGrid(htd, components, positions, shape, pixelSizeUm),
      missing: missingPlanes(components),
      problems: [...components.problems, ...headers.problems, ...emptyWells(htd, components, htdPath ?? "")],
    };
  },
};

function onePlate(folder: Folder, plates: ReadonlySet<string>): string {
  const [first = "", ...others] = plates;
  if (others.length === 0) return first;
  throw new TiterError("SEVERAL_PLATES", {
    what: `the folder holds ${plates.size} plates`,
    where: { plate: folder.path },
    todo: `Open one of: ${[...plates].join(", ")}.`,
    details: { plates: [...plates] },
  });
}

/** The HTD file nearest to the top; copies of it lie in the folders of time points and z steps. */
function pickHtd(files: readonly string[], plate: string): string | undefined {
  const candidates = files.filter((file) => htdFile.test(file) && (plate === "" || `${file}/`.startsWith(`${plate}/`)));
  const depth = (file: string) => file.split("/").length;
  return (candidates.length ? candidates : files.filter((file) => htdFile.test(file))).sort(
    (a, b) => depth(a) - depth(b),
  )[0];
}

/** Whether z planes were exported: then a plane without z is the instrument's projection. */
function hasStack(named: readonly { readonly name: ImageXpressName }[]): boolean {
  return named.some(({ name }) => name.z !== undefined && name.z > 0);
}

/** `ZStep_0` is the projection by MetaXpress' rules; so is a plane beside a stack that has no z of its own. */
function toPlane(path: string, name: ImageXpressName, stack: boolean): FoundPlane {
  const projection = name.z === 0 || (name.z === undefined && stack);
  const { site = 1, channel = 1, timepoint = 1 } = name;
  const id = { site, channel, z: projection ? 0 : (name.z ?? 1), timepoint };
  return { well: name.well, file: { id, path, page: 0 }, projection };
}

function plateName(folder: Folder, htdPath: string | undefined, name: ImageXpressName | undefined): string {
  if (htdPath !== undefined) return baseName(htdPath).replace(htdFile, "");
  return name?.prefix || baseName(folder.path);
}

/** The name in the HTD file, else the acquisition setting in one image of the channel, else the number; and what that image says. */
function channelOf(id: number, htd: Htd | undefined, { wells }: Components, headers: Headers): Channel {
  const files = wells.flatMap(({ planes, projections }) => [...planes, ...projections]);
  const file = files.find((candidate) => candidate.id.channel === id);
  const said = file && metaSeriesOf(headers, file.path);
  return {
    id,
    name: htd?.waveNames.get(id) ?? said?.channelName ?? `W${id}`,
    ...(said?.emissionNm && { emissionNm: said.emissionNm }),
    ...(said?.exposureSeconds && { exposureSeconds: said.exposureSeconds }),
  };
}

/** From the first and last plane of the first stack, and the first and last time point of its first plane. */
function steps({ wells }: Components, headers: Headers): Pick<PlateIndex, "zStepUm" | "timeStepSeconds"> {
  const planes = wells[0]?.planes ?? [];
  const [first] = planes;
  const along = (axis: "z" | "timepoint", of: "zUm" | "timeSeconds") => {
    const others = planeComponents.filter((component) => component !== axis);
    const line = planes.filter(({ id }) => others.every((component) => id[component] === first?.id[component]));
    const ends = line.length > 1 ? [line[0], line.at(-1)] : [];
    return ends.flatMap((file) => {
      const at = file && metaSeriesOf(headers, file.path)?.[of];
      return file && at !== undefined ? [{ number: file.id[axis], at }] : [];
    });
  };
  return { ...zStepOf(along("z", "zUm")), ...timeStepOf(along("timepoint", "timeSeconds")) };
}

function siteGrid(
  htd: Htd | undefined,
  { sites }: Components,
  positions: readonly SitePosition[],
  shape: PlateIndex["shape"],
  pixelSizeUm: number | null,
): PlateIndex["grid"] {
  const { rows = 1, columns = 1 } = htd ?? {};
  if (rows * columns === sites.length) return { rows, columns };
  if (pixelSizeUm === null || positions.length !== sites.length) return null;
  return gridOf(positions, { y: shape.y * pixelSizeUm, x: shape.x * pixelSizeUm });
}

/** Wells that were selected for acquisition and have no image. */
function emptyWells(htd: Htd | undefined, { wells }: Components, htdPath: string): PlateIndex["problems"] {
  const have = new Set(wells.map(({ well }) => well));
  return (htd?.wells ?? [])
    .map(({ row, column }) => wellName(row, column))
    .filter((well) => !have.has(well))
    .map((well) => ({
      code: "WELL_WITHOUT_IMAGES",
      path: htdPath,
      message: `well ${well} was selected and has no image`,
    }));
}
