import type { Folder } from "../../files/folder.ts";
import { decodeText } from "../../files/text.ts";
import { damagedStore, Field } from "../../files/zarr/field.ts";

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
  const folderOf = (path: string) => root + (path ? `${path}/` : "");
  const document = async (file: string): Promise<Field> => {
    try {
      return new Field(JSON.parse(decodeText(await folder.readBytes(file))), `${folder.path}/${file}`);
    } catch (cause) {
      throw damagedStore(`${folder.path}/${file}`, "it is no valid JSON", cause);
    }
  };
  return {
    has: (path) => ["zarr.json", ".zgroup"].some((name) => there.has(folderOf(path) + name)),
    read: async (path, kind) => {
      const names = ["zarr.json", kind === "group" ? ".zattrs" : ".zarray"];
      const file = names.map((name) => folderOf(path) + name).find((name) => there.has(name));
      if (file !== undefined) return document(file);
      throw damagedStore(`${folder.path}/${folderOf(path)}`, `it has neither ${names.join(" nor ")}`);
    },
    attributes: async (path, array) => {
      const file = `${folderOf(path)}.zattrs`;
      return there.has(file) ? document(file) : array.at("attributes");
    },
  };
}
