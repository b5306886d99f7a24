import { fetchSample } from "../samples/fetchSample.ts";
import { parseCommand, usageError } from "./command.ts";

const usage = "titer sample phenix [--to DIR]";

/** `titer sample`: fetches a real plate and prints its folder; what it is doing goes to standard error. */
export async function sample(args: readonly string[]): Promise<number> {
  const options = { to: { type: "string" }, help: { type: "boolean" } } as const;
  const { values, positionals } = parseCommand(args, options, usage, 1);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [name] = positionals;
  if (name === undefined) throw usageError("the name of a sample is needed", usage);
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const folder = await fetchSample(name, values.to === undefined ? { log } : { log, to: values.to });
  process.stdout.write(`${folder}\n`);
  return 0;
}
