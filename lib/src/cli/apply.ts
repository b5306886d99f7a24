import { resolve } from "node:path";
import { callOnce } from "../engine/call/callOnce.ts";
import { registryWith } from "../engine/registry.ts";
import { messageOf } from "../errors.ts";
import { closeBridges } from "../functions/bridges/bridges.ts";
import type { CallResult } from "../functions/contract.ts";
import { loadKernels } from "../functions/native/index.ts";
import { completeParameters } from "../functions/parameters.ts";
import type { Stack } from "../image/plane.ts";
import { PlanePool } from "../image/pool.ts";
import { parseCommand, usageError } from "./command.ts";
import { readImage, writeImage } from "./imageFile.ts";

const usage = "titer apply FUNCTION IMAGE [--params JSON] [--out FILE.npy|.tif] [--json]";

const options = {
  params: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/**
 * `titer apply`: runs one function on an image file (.npy, .tif; several planes are one group) without a plate. The planes go to
 * `--out`, its tables and special values to standard output.
 */
export async function apply(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, options, usage, 2);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [name, image] = positionals;
  if (name === undefined || image === undefined) throw usageError("a function and an image are needed", usage);
  const given = parsedParameters(values.params);
  const { stack, tables, specials } = await called(name, readImage(resolve(image)), given);
  if (values.out !== undefined) writeImage(resolve(values.out), stack);
  const [first] = stack;
  const result = {
    function: name,
    planes: stack.length,
    ...(first && { dtype: first.dtype, shape: [first.height, first.width] }),
    tables,
    specials,
  };
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`);
  return 0;
}

function parsedParameters(text = "{}"): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch (cause) {
    throw usageError(`--params is no JSON: ${messageOf(cause)}`, usage);
  }
  throw usageError('--params is no JSON object such as {"radius": 3}', usage);
}

async function called(
  name: string,
  stack: Stack,
  given: Readonly<Record<string, unknown>>,
): Promise<Required<CallResult>> {
  const declaration = registryWith().find(name.includes(".") ? name : `titer.${name}`);
  const parameters = completeParameters(declaration.id, declaration.parameters, given);
  const pool = new PlanePool(Number.POSITIVE_INFINITY);
  const kernels = loadKernels();
  const idOf = (index: number) => ({ site: 1, channel: 1, z: index + 1, timepoint: 1 });
  try {
    return await callOnce(declaration, stack, parameters, { kernels, pool, idOf });
  } finally {
    kernels.close();
    await closeBridges();
  }
}
