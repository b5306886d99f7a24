import { synthesize as makePlate, synthesizeDefaults } from "../samples/synthesize.ts";
import { numberOption, parseCommand, usageError } from "./command.ts";

const usage =
  "titer synthesize DIR [--format imagexpress|operaphenix] [--wells N] [--sites N] [--channels N] [--z N] [--size PIXELS] [--overlap FRACTION or PERCENT] [--seed N]";

const options = {
  format: { type: "string" },
  wells: { type: "string" },
  sites: { type: "string" },
  channels: { type: "string" },
  z: { type: "string" },
  size: { type: "string" },
  overlap: { type: "string" },
  seed: { type: "string" },
  help: { type: "boolean" },
} as const;

/** `titer synthesize`: a plate of synthetic cells, and its ground truth beside it. */
export async function synthesize(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, options, usage, 1);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [folder] = positionals;
  if (folder === undefined) throw usageError("a folder is needed", usage);
  const { format = synthesizeDefaults.format } = values;
  if (format !== "imagexpress" && format !== "operaphenix") throw usageError(`there is no format "${format}"`, usage);
  const whole = (name: "wells" | "sites" | "channels" | "z" | "size" | "seed", min: number, max: number) =>
    numberOption(name, values[name], { absent: synthesizeDefaults[name], min, max }, usage);
  const overlap = numberOption(
    "overlap",
    values.overlap,
    { absent: synthesizeDefaults.overlap, min: 0, max: 50, whole: false },
    usage,
  );
  if (overlap > 0.5 && overlap < 1) throw usageError(`--overlap is ${overlap}, at most half can be shared`, usage);
  const made = await makePlate(folder, {
    format,
    wells: whole("wells", 1, 384),
    sites: whole("sites", 1, 100),
    channels: whole("channels", 1, 9),
    z: whole("z", 1, 99),
    size: whole("size", 16, 8192),
    overlap: overlap < 1 ? overlap : overlap / 100,
    seed: whole("seed", 0, 2 ** 31 - 1),
  });
  process.stdout.write(`${made.planes} planes in ${made.path}; ground truth in ${made.truth}\n`);
  return 0;
}
