import { TiterError } from "../../errors.ts";
import { isDtype } from "../../image/dtype.ts";
import { damagedStore, Field } from "./field.ts";
import type { StoreLayout, StoreWell } from "./layout.ts";

/** Reads a document of a store by its path relative to the store; throws when it is absent. */
export type ReadDocument = (path: string) => unknown;

/** What a store's metadata says. */
export interface StoreIndex {
  readonly name: string;
  readonly wells: readonly StoreWell[];
  readonly layout: StoreLayout;
}

/**
 * Reads the metadata of an OME-Zarr 0.5 plate of one layout: axes t, c, z, y, x, one shard of uncompressed chunks per plane.
 *
 * @param root - for messages.
 * @throws `STORE_UNSUPPORTED` when it is another kind of store, `STORE_DAMAGED` when metadata is missing or wrong.
 */
export function parseStore(read: ReadDocument, root: string): StoreIndex {
  const plate = new Field(read("zarr.json"), root).at("attributes", "ome", "plate");
  const wells = plate
    .at("wells")
    .list()
    .map((entry) => storeWell(entry.at("path").text(), root));
  const [first] = wells;
  if (!first) throw damagedStore(root, "the plate has no well");
  const wellPath = `${first.row}/${first.column}`;
  const images = new Field(read(`${wellPath}/zarr.json`), root).at("attributes", "ome", "well", "images").list();
  const paths = images.map((image) => `${wellPath}/${image.at("path").text()}`);
  const attributes = paths.map((path) => new Field(read(`${path}/zarr.json`), root).at("attributes"));
  const [image] = attributes;
  if (!image) throw damagedStore(root, "its first well has no image");
  const array = new Field(read(`${paths[0]}/0/zarr.json`), root);
  const multiscale = image.at("ome", "multiscales", "0");
  const size = multiscale.at("axes", "4", "unit").value === "micrometer" ? pixelSize(multiscale) : null;
  const ids = image.at("titer", "channels");
  const layout = {
    ...arrayLayout(array, root),
    levels: multiscale.at("datasets").list().length,
    sites: attributes.map((attribute, i) => attribute.at("titer", "site").numberOr(i + 1)),
    channels: image
      .at("ome", "omero", "channels")
      .list()
      .map((channel, i) => ({
        id: ids.at(String(i)).numberOr(i + 1),
        name: channel.at("label").text(),
        color: channel.at("color").text(),
      })),
    pixelSizeUm: size,
  };
  const positions = attributes.flatMap((attribute, i) => {
    const corner = attribute.at(
      "ome",
      "multiscales",
      "0",
      "datasets",
      "0",
      "coordinateTransformations",
      "1",
      "translation",
    );
    if (size === null || corner.value === undefined) return [];
    const y = corner.at("3").number() + ((layout.shape.y - 1) / 2) * size;
    const x = corner.at("4").number() + ((layout.shape.x - 1) / 2) * size;
    return [{ site: layout.sites[i] as number, y, x }];
  });
  return { name: String(plate.at("name").value ?? ""), wells, layout: { ...layout, positions } };
}

function storeWell(path: string, root: string): StoreWell {
  const match = /^([A-Z]{1,2})\/(\d{1,3})$/.exec(path);
  if (!match) throw damagedStore(root, `"${path}" is no well`);
  const [, row = "", column = ""] = match;
  return { well: row + column, row, column };
}

function pixelSize(multiscale: Field): number {
  return multiscale.at("datasets", "0", "coordinateTransformations", "0", "scale", "4").number();
}

function arrayLayout(array: Field, root: string): Pick<StoreLayout, "dtype" | "shape" | "innerChunk"> {
  const dtype = array.at("data_type").text();
  const codec = array.at("codecs", "0");
  const inner = codec
    .at("configuration", "codecs")
    .list()
    .map((part) => part.at("name").text());
  if (!isDtype(dtype) || codec.at("name").value !== "sharding_indexed" || inner.join() !== "bytes") {
    throw new TiterError("STORE_UNSUPPORTED", {
      what: "planes of this store are not uncompressed shards",
      where: { file: root },
      todo: "Open it with a general OME-Zarr reader.",
    });
  }
  const [t, c, z, y, x] = array
    .at("shape")
    .list()
    .map((entry) => entry.number()) as [number, number, number, number, number];
  const chunk = codec.at("configuration", "chunk_shape");
  return { dtype, shape: { t, c, z, y, x }, innerChunk: { y: chunk.at("3").number(), x: chunk.at("4").number() } };
}
