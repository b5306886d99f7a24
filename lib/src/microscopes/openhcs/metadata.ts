import { messageOf, TiterError } from "../../errors.ts";
import { Field } from "../../files/zarr/field.ts";

/** One sub-directory of an OpenHCS plate: images of one origin, such as a step's. */
export interface SubDirectory {
  readonly name: string;
  readonly main: boolean;
  readonly parser: "imagexpress" | "operaphenix";
  /** Kept in a zarr store instead of in files. */
  readonly zarr: boolean;
  /** Virtual path of each image, and where it really lies; both relative to the plate. */
  readonly images: readonly { readonly virtual: string; readonly real: string; readonly page: number }[];
  readonly channelNames: ReadonlyMap<number, string>;
  readonly grid: { readonly rows: number; readonly columns: number } | null;
  /** OpenHCS writes 1 when it knows none, so 1 is none. */
  readonly pixelSizeUm: number | null;
}

/**
 * Reads the text of an `openhcs_metadata.json`, as written by OpenHCS 0.5 (the workspace mapping gives paths) or 0.8 (it gives
 * references with a backend).
 *
 * @param file - for messages.
 * @throws `BAD_PLATE_INDEX` when it is no such document, or names a path outside of the plate.
 */
export function parseOpenHcs(text: string, file: string): SubDirectory[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw badIndex(file, `it is no valid JSON: ${messageOf(cause)}`);
  }
  const root = new Field(document, file, "", badIndex);
  const found = root
    .at("subdirectories")
    .entries()
    .map(([name, field]) => subDirectory(name, field));
  if (found.length === 0) throw badIndex(file, "it lists no sub-directory");
  return found;
}

function subDirectory(name: string, field: Field): SubDirectory {
  const mapping = new Map(field.at("workspace_mapping").entries());
  const listed = field.at("image_files").listOrNone().map(inside);
  const virtual = listed.length > 0 ? listed : [...mapping.keys()];
  const backends = field.at("available_backends");
  return {
    name,
    main: field.at("main").value === true,
    parser: /phenix/i.test(parserName(field)) ? "operaphenix" : "imagexpress",
    zarr: backends.at("zarr").value === true && backends.at("disk").value !== true,
    images: virtual.map((path) => ({ virtual: path, ...realPlace(path, mapping.get(path)) })),
    channelNames: new Map(
      field
        .at("channels")
        .entries()
        .flatMap(([id, channel]) => (channel.exists ? [[Number(id), channel.text()] as const] : [])),
    ),
    grid: gridOf(field.at("grid_dimensions").listOrNone()),
    pixelSizeUm: pixelSizeOf(field.at("pixel_size")),
  };
}

function parserName(field: Field): string {
  return `${field.at("source_filename_parser_name").textOr("")} ${field.at("microscope_handler_name").textOr("")}`;
}

function realPlace(virtual: string, entry: Field | undefined): { readonly real: string; readonly page: number } {
  if (!entry?.exists) return { real: virtual, page: 0 };
  if (typeof entry.value === "string") return { real: inside(entry), page: 0 };
  const axes = entry.at("source_axis_indices").listOrNone();
  if (axes.length > 1) throw entry.at("source_axis_indices").bad("one page of a file");
  return { real: inside(entry.at("backend_address")), page: axes[0]?.whole(0) ?? 0 };
}

/** A path below the plate; `./` in front is left out. */
function inside(field: Field): string {
  const path = field.text().replace(/^(\.\/)+/, "");
  if (/^[^\\:]+$/.test(path) && path.split("/").every((part) => part && part !== "." && part !== "..")) return path;
  throw field.bad("a path inside the plate");
}

function gridOf(sizes: readonly Field[]): SubDirectory["grid"] {
  const [rows, columns] = sizes.map((size) => size.whole(1));
  return rows === undefined || columns === undefined ? null : { rows, columns };
}

function pixelSizeOf(field: Field): number | null {
  const size = field.exists ? field.number() : 1;
  return size > 0 && size !== 1 ? size : null;
}

function badIndex(file: string, what: string): TiterError {
  return new TiterError("BAD_PLATE_INDEX", {
    what: `the plate's index cannot be read: ${what}`,
    where: { file },
    todo: "Open the plate's own folder without this file, or write the plate again.",
  });
}
