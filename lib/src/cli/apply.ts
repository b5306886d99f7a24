import { resolve } from "node:path";
import { registryWith } from "../engine/registry.ts";
import { messageOf, TiterError } from "../errors.ts";
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
  const { values, positionals } = parseCommand(args, options, usage);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [name, image, more] = positionals;
  if (name === undefined || image === undefined) throw usageError("a function and an image are needed", usage);
  if (more !== undefined) throw usageError(`"${more}" is too much`, usage);
  const given = parsedParameters(values.params);
  const { stack, tables = {}, specials = {} } = await called(name, readImage(resolve(image)), given);
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

/** Calls a function by its contract, as the engine does. */
async function called(name: string, stack: Stack, given: Readonly<Record<string, unknown>>): Promise<CallResult> {
  const declaration = registryWith().find(name.includes(".") ? name : `titer.${name}`);
  const parameters = completeParameters(declaration.id, declaration.parameters, given);
  const missing = Object.keys(declaration.specialInputs ?? {});
  if (missing.length > 0) {
    throw new TiterError("NO_SPECIAL_INPUT", {
      what: `${declaration.id} takes ${missing.join(", ")} from other steps or the plate`,
      todo: "Use it in a pipeline: titer run.",
      details: { function: declaration.id, missing },
    });
  }
  const pool = new PlanePool(Number.POSITIVE_INFINITY);
  const kernels = loadKernels();
  try {
    const parts = declaration.contract === "PURE_2D" ? stack.map((plane) => [plane]) : [stack];
    const results: CallResult[] = [];
    for (const [part, planes] of parts.entries()) {
      const ids = planes.map((_, place) => ({ site: 1, channel: 1, z: part + place + 1, timepoint: 1 }));
      const context = {
        kernels,
        planes: ids,
        specials: {},
        device: null,
        acquire: pool.acquire.bind(pool),
        release: pool.release.bind(pool),
        signal: { aborted: false },
      };
      results.push(await declaration.run(planes, parameters, context));
    }
    return joined(results);
  } finally {
    kernels.close();
    await closeBridges();
  }
}

/** Planes, and rows of tables, one behind the other. */
function joined(results: readonly CallResult[]): CallResult {
  const tables: Record<string, Record<string, (number | string | boolean | null)[]>> = {};
  for (const result of results) {
    for (const [name, columns] of Object.entries(result.tables ?? {})) {
      tables[name] ??= {};
      const table = tables[name];
      for (const [column, rows] of Object.entries(columns)) table[column] = [...(table[column] ?? []), ...rows];
    }
  }
  const specials = Object.assign({}, ...results.map((result) => result.specials ?? {}));
  return { stack: results.flatMap((result) => result.stack), tables, specials };
}
