import { createHash } from "node:crypto";
import { basename, dirname, resolve } from "node:path";
import { findPlane } from "../engine/findPlane.ts";
import { refuseInsidePlate } from "../engine/output.ts";
import { diskBackend } from "../files/disk/diskBackend.ts";
import { FileManager } from "../files/fileManager.ts";
import { PlanePool } from "../image/pool.ts";
import { openPlate, readPlane } from "../microscopes/disk/plate.ts";
import { numberOption, parseCommand, usageError } from "./command.ts";
import { openArguments, openOptions, openUsage } from "./openOptions.ts";

const usage = `titer read PLATE [--well W] [--site N] [--channel N or NAME] [--z N] [--timepoint N] [--projection] [--out FILE.npy or FILE.tif] ${openUsage}`;

const options = {
  ...openArguments,
  well: { type: "string" },
  site: { type: "string" },
  channel: { type: "string" },
  z: { type: "string" },
  timepoint: { type: "string" },
  projection: { type: "boolean" },
  out: { type: "string" },
  help: { type: "boolean" },
} as const;

/**
 * `titer read`: one plane of a plate as `{dtype, shape, sha256}` of its little-endian pixels; what is not named is the first there
 * is. With `--out` the pixels go to a NumPy file.
 */
export async function read(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, options, usage, 1);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [folder] = positionals;
  if (folder === undefined) throw usageError("a plate's folder is needed", usage);
  const { well, channel, out } = values;
  if (out !== undefined && !/\.(npy|tif)$/.test(out))
    throw usageError(`--out is "${out}", no .npy or .tif file`, usage);
  const number = (name: "site" | "z" | "timepoint") =>
    values[name] === undefined
      ? {}
      : { [name]: numberOption(name, values[name], { absent: 0, min: 0, max: 1e9 }, usage) };
  const choice = { ...number("site"), ...number("z"), ...number("timepoint") };
  const plate = await openPlate(folder, await openOptions(values));
  const { file } = findPlane(
    plate,
    { ...choice, ...(well === undefined ? {} : { well }), ...(channel === undefined ? {} : { channel }) },
    values.projection,
  );
  const plane = readPlane(plate, file, new PlanePool(Number.POSITIVE_INFINITY));
  if (out !== undefined) {
    refuseInsidePlate(resolve(out), plate.path);
    new FileManager([diskBackend(dirname(resolve(out)))]).save(basename(out), plane);
  }
  const { data, dtype, height, width } = plane;
  const sha256 = createHash("sha256")
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest("hex");
  process.stdout.write(`${JSON.stringify({ dtype, shape: [height, width], sha256 })}\n`);
  return 0;
}
