import { validateStore } from "../microscopes/disk/validateStore.ts";
import { parseCommand, usageError } from "./command.ts";

const usage = "titer validate STORE [--json]";

/** `titer validate`: checks metadata, structure and every chunk of an OME-Zarr plate. Exit code 1 when something is wrong. */
export async function validate(args: readonly string[]): Promise<number> {
  const options = { json: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values, positionals } = parseCommand(args, options, usage, 1);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [store] = positionals;
  if (store === undefined) throw usageError("a store's folder is needed", usage);
  const found = await validateStore(store);
  const { valid, wells, images, arrays, planes, problems } = found;
  if (values.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else {
    for (const { code, path, message } of problems) process.stdout.write(`${code} ${path || "."}: ${message}\n`);
    const what = `${wells} wells, ${images} images, ${arrays} arrays, ${planes} planes`;
    process.stdout.write(`${valid ? "valid" : `${problems.length} problems`}: ${what}\n`);
  }
  return valid ? 0 : 1;
}
