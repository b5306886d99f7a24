import { TiterError } from "../../errors.ts";
import type { Folder } from "../../files/folder.ts";
import { baseName, folderOf } from "../../files/names.ts";
import { decodeText } from "../../files/text.ts";
import { damagedStore, Field } from "../../files/zarr/field.ts";

/** Names of the documents that make a folder a group. */
export const groupFile: RegExp = /^(zarr\.json|\.zattrs)$/;

/** The folder of the store, empty or ending in `/`; throws `SEVERAL_PLATES`. */
export function storeRoot(plate: string, files: readonly string[]): string {
  const groups = files.filter((file) => groupFile.test(baseName(file)));
  const depth = (file: string) => file.split("/").length;
  const top = Math.min(...groups.map(depth));
  const roots = [...new Set(groups.filter((file) => depth(file) === top).map(folderOf))];
  if (roots.length > 1) {
    throw new TiterError("SEVERAL_PLATES", {
      what: `the folder holds ${roots.length} stores`,
      where: { plate },
      todo: `Open one of: ${roots.join(", ")}.`,
      details: { plates: roots },
    });
  }
  return roots[0] ? `${roots[0]}/` : "";
}

/** The documents of a store's groups and arrays, of zarr version 2 or 3. */
export interface Nodes {
  /** Whether there is a group. */
  has(path: string): boolean;
  /** The attributes of a group, or the document of an array. Throws `STORE_DAMAGED`. */
  read(path: string, kind: "group" | "array"): Promise<Field>;
  /** The attributes of an array, whose document was read; nothing is in them when it has none. */
  attributes(path: string, array: Field): Promise<Field>;
}

/** @param root - folder of the store below the opened one, empty or ending in `/`. */
export function nodesOf(folder: Folder, files: readonly string[], root: string): Nodes {
  const there = new Set(files);
  const below = (path: string) => root + (path ? `${path}/` : "");
  const document = async (file: string): Promise<Field> => {
    try {
      return new Field(JSON.parse(decodeText(await folder.readBytes(file))), `${folder.path}/${file}`);
    } catch (cause) {
      throw damagedStore(`${folder.path}/${file}`, "it is no valid JSON", cause);
    }
  };
  return {
    has: (path) => ["zarr.json", ".zgroup"].some((name) => there.has(below(path) + name)),
    read: async (path, kind) => {
      const names = ["zarr.json", kind === "group" ? ".zattrs" : ".zarray"];
      const file = names.map((name) => below(path) + name).find((name) => there.has(name));
      if (file !== undefined) return document(file);
      throw damagedStore(`${folder.path}/${below(path)}`, `it has neither ${names.join(" nor ")}`);
    },
    attributes: async (path, array) => {
      const file = `${below(path)}.zattrs`;
      return there.has(file) ? document(file) : array.at("attributes");
    },
  };
}
