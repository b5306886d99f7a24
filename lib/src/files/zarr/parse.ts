import { parseArray } from "./array.ts";
import { damagedStore, type Field, unsupportedStore } from "./field.ts";
import { type Extent, labelsFolder, type StoreLayout, type StoreWell } from "./layout.ts";
import { omeAttributes, parseMultiscale } from "./multiscale.ts";

/** Reads the document of a node by its path relative to the store; throws when it is absent. */
export type ReadNode = (path: string, kind: "group" | "array") => Field;

/** What a store's metadata says. */
export interface StoreIndex {
  readonly name: string;
  readonly wells: readonly StoreWell[];
  readonly layout: Omit<StoreLayout, "coarseFile" | "compression">;
}

/**
 * Reads the metadata of an OME-Zarr plate as Titer writes it: all images alike, axes t, c, z, y, x.
 *
 * @param root - for messages.
 * @param below - the name of label images below its images; then they are the store's images.
 * @throws `STORE_UNSUPPORTED` when it is another kind of store, `STORE_DAMAGED` when metadata is missing or wrong.
 */
export function parseStore(read: ReadNode, root: string, below?: string): StoreIndex {
  const plate = omeAttributes(read("", "group")).at("plate");
  const wells = plate
    .at("wells")
    .list()
    .map((entry) => storeWell(entry.at("path").text(), root));
  const [first] = wells;
  if (!first) throw damagedStore(root, "the plate has no well");
  const wellPath = `${first.row}/${first.column}`;
  const images = omeAttributes(read(wellPath, "group")).at("well", "images").list();
  const paths = images.map((image) => `${wellPath}/${image.at("path").innerPath()}`);
  const groups = paths.map((path) => read(path, "group"));
  const [group] = groups;
  if (!group) throw damagedStore(root, "its first well has no image");
  const image = omeAttributes(group);
  const scaled = below === undefined ? paths[0] : `${paths[0]}/${labelsFolder}/${below}`;
  const multiscale = parseMultiscale(below === undefined ? image : omeAttributes(read(`${scaled}`, "group")));
  const finest = multiscale.levels[0]?.path ?? "";
  const array = parseArray(read(`${scaled}/${finest}`, "array"), root);
  if (multiscale.axes.map(({ name }) => name).join("") !== "tczyx" || array.shape.length !== 5) {
    throw unsupportedStore(root, "axes other than t, c, z, y, x");
  }
  const size = multiscale.axes[4]?.unit === "micrometer" ? (multiscale.levels[0]?.scale[4] as number) : null;
  const ids = titerAttributes(group).at("channels");
  const [, labels = below] = /^labels\/([^/]+)\/0$/.exec(finest) ?? [];
  const layout = {
    ngff: read("", "group").at("zarr_format").exists ? ("0.5" as const) : ("0.4" as const),
    dtype: array.dtype,
    shape: extent(array.shape),
    chunk: extent(array.chunk),
    file: extent(array.file),
    levels: multiscale.levels.length,
    ...(labels === undefined ? {} : { labels }),
    sites: groups.map((attribute, i) =>
      titerAttributes(attribute)
        .at("site")
        .numberOr(i + 1),
    ),
    channels: image
      .at("omero", "channels")
      .list()
      .map((channel, i) => ({
        id: ids.at(String(i)).numberOr(i + 1),
        name: channel.at("label").text(),
        color: channel.at("color").text(),
      })),
    pixelSizeUm: size,
    ...(multiscale.axes[2]?.unit === "micrometer" ? { zStepUm: multiscale.levels[0]?.scale[2] as number } : {}),
    ...(multiscale.axes[0]?.unit === "second" ? { timeStepSeconds: multiscale.levels[0]?.scale[0] as number } : {}),
  };
  const positions = groups.flatMap((attributes, i) => {
    const corner = parseMultiscale(omeAttributes(attributes)).levels[0]?.translation;
    const stated = omeAttributes(attributes).at("multiscales", "0", "datasets", "0", "coordinateTransformations", "1");
    if (size === null || corner === undefined || !stated.exists) return [];
    const y = (corner[3] as number) + ((layout.shape.y - 1) / 2) * size;
    const x = (corner[4] as number) + ((layout.shape.x - 1) / 2) * size;
    return [{ site: layout.sites[i] as number, y, x }];
  });
  return { name: String(plate.at("name").value ?? ""), wells, layout: { ...layout, positions } };
}

/** Titer's own attributes, beside those of OME. */
function titerAttributes(group: Field): Field {
  return group.at("zarr_format").exists ? group.at("attributes", "titer") : group.at("titer");
}

function extent([t = 1, c = 1, z = 1, y = 1, x = 1]: readonly number[]): Extent {
  return { t, c, z, y, x };
}

function storeWell(path: string, root: string): StoreWell {
  const match = /^([A-Z]{1,2})\/(\d{1,3})$/.exec(path);
  if (!match) throw damagedStore(root, `"${path}" is no well`);
  const [, row = "", column = ""] = match;
  return { well: row + column, row, column };
}
