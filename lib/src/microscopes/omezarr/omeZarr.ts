import { isTiterError, TiterError } from "../../errors.ts";
import { baseName } from "../../files/names.ts";
import { damagedStore, type Field } from "../../files/zarr/field.ts";
import { omeAttributes } from "../../files/zarr/multiscale.ts";
import { type FoundPlane, missingPlanes, sortPlanes } from "../assemble.ts";
import { gridOf } from "../grid.ts";
import type { Microscope } from "../microscope.ts";
import type { PlateIndex } from "../plateIndex.ts";
import { readImage, type StoredImage } from "./image.ts";
import { groupFile, type Nodes, nodesOf, storeRoot } from "./nodes.ts";

/** An image of the plate and where it belongs. */
interface PlacedImage {
  readonly well: string;
  readonly image: StoredImage;
}

/** High-content-screening plates in OME-Zarr, NGFF 0.4 (zarr version 2) and 0.5 (version 3). */
export const omeZarr: Microscope = {
  format: "omezarr",
  looksFor: "an OME-Zarr plate: zarr.json or .zattrs at the top, wells in folders like B/03",

  recognises: (files) => files.some((file) => groupFile.test(baseName(file))),

  async read(folder, files) {
    const root = storeRoot(folder.path, files);
    const nodes = nodesOf(folder, files, root);
    const plate = omeAttributes(await nodes.read("", "group")).at("plate");
    if (!plate.exists) throw damagedStore(folder.path, "it is no plate: there is no plate in its attributes");
    const problems: PlateIndex["problems"][number][] = [];
    const images = (
      await Promise.all(
        plate
          .at("wells")
          .list()
          .map((well) => readWell(nodes, well, root, problems)),
      )
    ).flat();
    const [first] = images;
    if (!first) {
      throw new TiterError("NO_READABLE_IMAGE", {
        what: problems[0] ? `no image can be read: ${problems[0].message}` : "the plate has no image",
        where: { plate: folder.path, ...(problems[0] ? { file: problems[0].path } : {}) },
        todo: "Check that the plate was copied completely.",
        details: { problems },
      });
    }
    const found = images.flatMap(({ well, image }) =>
      image.planes.map((file): FoundPlane => ({ well, file: { ...file, path: root + file.path }, projection: false })),
    );
    const components = sortPlanes(found);
    const { shape, dtype, pixelSizeUm, zStepUm, timeStepSeconds, channels } = first.image;
    const positions = components.sites.flatMap((site) => {
      const centre = images.find((candidate) => candidate.image.site === site)?.image.centre;
      return centre ? [{ site, ...centre }] : [];
    });
    const size = pixelSizeUm ?? 0;
    return {
      format: "omezarr",
      path: folder.path,
      name: plate.at("name").textOr(undefined) ?? baseName(`${folder.path}/${root}`.replace(/\/$/, "")),
      wells: components.wells,
      sites: components.sites,
      channels: components.channelIds.map(
        (id) => channels.find((channel) => channel.id === id) ?? { id, name: `C${id}` },
      ),
      zPlanes: components.zPlanes,
      timepoints: components.timepoints,
      shape,
      dtype,
      pixelSizeUm,
      ...(zStepUm === undefined ? {} : { zStepUm }),
      ...(timeStepSeconds === undefined ? {} : { timeStepSeconds }),
      positions,
      grid:
        positions.length === components.sites.length
          ? gridOf(positions, { y: shape.y * size, x: shape.x * size })
          : null,
      missing: missingPlanes(components),
      problems: [...problems, ...components.problems, ...otherImages(images, first)],
    };
  },
};

/** The images of a well; what cannot be read becomes a problem of the plate. Of several acquisitions, the first counts. */
async function readWell(
  nodes: Nodes,
  entry: Field,
  root: string,
  problems: PlateIndex["problems"][number][],
): Promise<PlacedImage[]> {
  const path = entry.at("path").innerPath();
  const [, letters, digits] = /^([A-Za-z]{1,2})\/(\d{1,3})$/.exec(path) ?? [];
  if (!letters || !digits) throw entry.at("path").bad("a row and a column, like B/03");
  const well = letters.toUpperCase() + String(Number(digits)).padStart(2, "0");
  const guarded = async <T>(place: string, work: () => Promise<T[]>): Promise<T[]> => {
    try {
      return await work();
    } catch (error) {
      if (!isTiterError(error)) throw error;
      problems.push({ code: error.code, path: root + place, message: error.what });
      return [];
    }
  };
  return guarded(path, async () => {
    const listed = omeAttributes(await nodes.read(path, "group"))
      .at("well", "images")
      .list();
    const acquisition = (image: Field) => image.at("acquisition").numberOr(0);
    const first = Math.min(...listed.map(acquisition));
    if (listed.some((image) => acquisition(image) !== first)) {
      const message = `has several acquisitions, of which only ${first} is used`;
      problems.push({ code: "OTHER_ACQUISITIONS", path: root + path, message });
    }
    const images = listed.filter((image) => acquisition(image) === first);
    const read = images.map((image, i) => {
      const place = `${path}/${image.at("path").innerPath()}`;
      return guarded(place, async () => [{ well, image: await readImage(nodes, place, i + 1) }]);
    });
    return (await Promise.all(read)).flat();
  });
}

/** Images of another size or type than the first: their wells fail when they are read. */
function otherImages(images: readonly PlacedImage[], { image: { shape, dtype } }: PlacedImage): PlateIndex["problems"] {
  return images
    .filter(({ image }) => image.shape.y !== shape.y || image.shape.x !== shape.x || image.dtype !== dtype)
    .map(({ image }) => ({
      code: "OTHER_IMAGE_SIZE",
      path: image.planes[0]?.path ?? "",
      message: `is ${image.shape.y} x ${image.shape.x} ${image.dtype}, others are ${shape.y} x ${shape.x} ${dtype}`,
    }));
}
