import { isTiterError } from "../../errors.ts";
import type { Folder } from "../../files/folder.ts";
import { baseName } from "../../files/names.ts";
import { parseArray, type ZarrArray } from "../../files/zarr/array.ts";
import { damagedStore, type Field } from "../../files/zarr/field.ts";
import { labelsFolder } from "../../files/zarr/layout.ts";
import { imageAxes, type Level, type Multiscale, omeAttributes, parseMultiscale } from "../../files/zarr/multiscale.ts";
import type { ArrayImage } from "../../files/zarr/readPlane.ts";
import type { PlateIndex } from "../plateIndex.ts";
import { groupFile, type Nodes, nodesOf, storeRoot } from "./nodes.ts";

/** What is wrong with a store, and where. */
export type StoreProblem = PlateIndex["problems"][number];

/** The metadata of a store, checked. */
export interface CheckedStore {
  /** Folder of the store below the checked one, empty or ending in `/`. */
  readonly root: string;
  readonly wells: number;
  readonly images: number;
  /** Arrays of all levels, whose chunks are still to be read. Paths are relative to the root. */
  readonly arrays: readonly { readonly path: string; readonly image: ArrayImage }[];
  readonly problems: readonly StoreProblem[];
}

/**
 * Checks the metadata of an OME-Zarr plate against the NGFF specification 0.4 and 0.5: plate, wells, images, levels and arrays. All that
 * is wrong is collected; nothing is thrown for a damaged store.
 */
export async function checkStore(folder: Folder): Promise<CheckedStore> {
  const files = await folder.list();
  const root = files.some((file) => groupFile.test(baseName(file))) ? storeRoot(folder.path, files) : "";
  const check = new Check(nodesOf(folder, files, root));
  await check.guarded("", () => check.plate());
  const { wells, images, arrays, problems } = check;
  return { root, wells, images, arrays, problems };
}

class Check {
  wells = 0;
  images = 0;
  readonly arrays: { path: string; image: ArrayImage }[] = [];
  readonly problems: StoreProblem[] = [];
  readonly #nodes: Nodes;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  /** Collects the error of a part, so that the others are checked all the same. */
  async guarded(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isTiterError(error)) throw error;
      this.problems.push({ code: error.code, path, message: error.what });
    }
  }

  async plate(): Promise<void> {
    const attributes = omeAttributes(await this.#nodes.read("", "group"));
    const plate = attributes.at("plate");
    const version = attributes.at("version").exists ? attributes.at("version") : plate.at("version");
    this.#expect("", ["0.4", "0.5"].includes(version.textOr("")), "the version is neither 0.4 nor 0.5");
    const [rows, columns] = [names(plate.at("rows")), names(plate.at("columns"))];
    const acquisitions = new Set(
      plate
        .at("acquisitions")
        .listOrNone()
        .map((entry) => entry.at("id").whole(0)),
    );
    const wells = plate.at("wells").list();
    this.#expect("", wells.length > 0, "the plate has no well");
    const paths = wells.map((well) => well.at("path").innerPath());
    this.#expect("", new Set(paths).size === paths.length, "a well is listed twice");
    for (const [i, well] of wells.entries()) {
      const path = paths[i] as string;
      const place = `${rows[well.at("rowIndex").whole(0)]}/${columns[well.at("columnIndex").whole(0)]}`;
      this.#expect(path, path === place, `its row and column say ${place}`);
      await this.guarded(path, () => this.#well(path, acquisitions));
    }
  }

  async #well(path: string, acquisitions: ReadonlySet<number>): Promise<void> {
    this.wells++;
    const images = omeAttributes(await this.#nodes.read(path, "group"))
      .at("well", "images")
      .list();
    this.#expect(path, images.length > 0, "the well has no image");
    for (const image of images) {
      const place = `${path}/${image.at("path").innerPath()}`;
      const acquisition = image.at("acquisition");
      const known = !acquisition.exists || acquisitions.size === 0 || acquisitions.has(acquisition.whole(0));
      this.#expect(place, known, "its acquisition is not one of the plate's");
      await this.guarded(place, () => this.#image(place));
    }
  }

  async #image(path: string): Promise<void> {
    this.images++;
    await this.#multiscale(path, omeAttributes(await this.#nodes.read(path, "group")));
    await this.guarded(`${path}/${labelsFolder}`, () => this.#labels(`${path}/${labelsFolder}`));
  }

  /** The label images below an image. */
  async #labels(path: string): Promise<void> {
    if (!this.#nodes.has(path)) return;
    const listed = omeAttributes(await this.#nodes.read(path, "group"))
      .at("labels")
      .list();
    for (const name of listed) {
      const place = `${path}/${name.innerPath()}`;
      await this.guarded(place, async () => {
        const attributes = omeAttributes(await this.#nodes.read(place, "group"));
        this.#expect(
          place,
          attributes.at("image-label").exists,
          "it is listed as a label image and says nothing of labels",
        );
        await this.#multiscale(place, attributes);
        const own = this.arrays.find((array) => array.path.startsWith(`${place}/`));
        this.#expect(place, own?.image.array.dtype !== "float32", "its labels are no whole numbers");
      });
    }
  }

  async #multiscale(path: string, attributes: Field): Promise<void> {
    const multiscale = parseMultiscale(attributes);
    this.#axes(path, attributes.at("multiscales", "0", "axes"));
    let finer: ZarrArray | undefined;
    for (const [i, level] of multiscale.levels.entries()) {
      const place = `${path}/${level.path}`;
      const steps = attributes.at("multiscales", "0", "datasets", String(i), "coordinateTransformations").listOrNone();
      this.#expect(place, steps[0]?.at("type").value === "scale", "its first transformation is no scale");
      const before = finer;
      await this.guarded(place, async () => {
        finer = await this.#level(place, level, multiscale, before, attributes);
      });
    }
  }

  #axes(path: string, axes: Field): void {
    const order = ["time", "channel", "space"];
    const kinds = axes.list().map((axis) => order.indexOf(axis.at("type").textOr("")));
    this.#expect(
      path,
      kinds.every((kind, i) => kind >= (kinds[i - 1] ?? 0)),
      "its axes are not time, channel, space in this order",
    );
    this.#expect(path, kinds.length >= 2 && kinds.length <= 5, `it has ${kinds.length} axes`);
  }

  async #level(
    path: string,
    level: Level,
    multiscale: Multiscale,
    finer: ZarrArray | undefined,
    attributes: Field,
  ): Promise<ZarrArray> {
    const array = parseArray(await this.#nodes.read(path, "array"), path);
    const image = imageAxes(multiscale, array, path);
    this.#expect(
      path,
      level.scale.every((scale) => scale > 0 && Number.isFinite(scale)),
      "its scale is not positive",
    );
    if (finer) {
      this.#expect(path, finer.dtype === array.dtype, `it is ${array.dtype}, the finer level ${finer.dtype}`);
      const grown = array.shape.some((length, axis) => length > (finer.shape[axis] as number));
      this.#expect(path, !grown, "it is larger than the finer level");
    }
    const channels = attributes.at("omero", "channels");
    const count = image.c === undefined ? 1 : (array.shape[image.c] as number);
    if (channels.exists && !finer) {
      this.#expect(
        path,
        channels.list().length === count,
        `it has ${count} channels, of which ${channels.list().length} are named`,
      );
    }
    const known = this.arrays.some((other) => other.path === path); // an image may show its labels
    if (!known) this.arrays.push({ path, image });
    return array;
  }

  #expect(path: string, holds: boolean, message: string): void {
    if (!holds) this.problems.push({ code: "NGFF_RULE", path, message });
  }
}

function names(list: Field): string[] {
  const found = list.list().map((entry) => entry.at("name").text());
  if (new Set(found).size !== found.length) throw damagedStore("the plate", "a row or column is listed twice");
  return found;
}
