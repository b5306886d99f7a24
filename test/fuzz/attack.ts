import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isTiterError } from "#lib/errors.js";
import { PlanePool } from "#lib/image/index.js";
import { openPlate, readPlane } from "#lib/microscopes/disk/plate.js";
import { mutate, randomFrom } from "./mutate.js";
import type { FuzzedPlate } from "./plates.js";

/** What one damaged file led to: nothing, or why it is a defect. */
export interface Outcome {
  readonly what: string;
  /** A code, or `read` when the plate was read all the same. */
  readonly end: string;
  readonly defect: string | undefined;
}

const mebi = 1 << 20;

/** Damages one file of one plate, opens the plate and reads all its planes; puts the file back. The same number does the same. */
export async function attack(plates: readonly FuzzedPlate[], number: number): Promise<Outcome> {
  const random = randomFrom(number);
  const plate = plates[Math.floor(random() * plates.length)] as FuzzedPlate;
  const pattern = plate.options.pattern === undefined ? undefined : new RegExp(plate.options.pattern);
  const files = filesBelow(plate.path)
    .filter((file) => pattern?.test(file) ?? true)
    .sort();
  const documents = files.filter((file) => /(json|zattrs|zarray|htd|xml)$/i.test(file));
  const chosen = random() < 0.5 && documents.length > 0 ? documents : files;
  const file = join(plate.path, chosen[Math.floor(random() * chosen.length)] as string);
  const whole = new Uint8Array(readFileSync(file));
  const { bytes, done } = mutate(
    whole,
    documents.some((name) => file.endsWith(name)),
    random,
  );
  const what = `${file} (${done})`;
  writeFileSync(file, bytes);
  try {
    const before = process.resourceUsage().maxRSS * 1024;
    const started = performance.now();
    const { end, defect } = await use(plate);
    const seconds = (performance.now() - started) / 1000;
    const grown = process.resourceUsage().maxRSS * 1024 - before;
    const allowed = bytes.length * 4 + 64 * mebi;
    if (grown > allowed) return { what, end, defect: `memory grew by ${Math.round(grown / mebi)} MB` };
    if (seconds > 2) return { what, end, defect: `it took ${seconds.toFixed(1)} s` };
    return { what, end, defect };
  } finally {
    writeFileSync(file, whole);
  }
}

/** Files of a folder, relative; links are left alone. */
function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)));
}

async function use(plate: FuzzedPlate): Promise<Pick<Outcome, "end" | "defect">> {
  const pool = new PlanePool(16 * mebi);
  let end = "read";
  try {
    const index = await openPlate(plate.path, { ...plate.options, cache: false });
    for (const { planes, projections } of index.wells) {
      for (const planeFile of [...planes, ...projections].slice(0, 20)) {
        try {
          pool.release(readPlane(index, planeFile, pool));
        } catch (error) {
          const defect = complaint(error);
          if (defect) return { end: "thrown", defect };
          end = (error as { code: string }).code;
        }
      }
    }
  } catch (error) {
    const defect = complaint(error);
    return { end: defect ? "thrown" : (error as { code: string }).code, defect };
  }
  return { end, defect: pool.usage.held === 0 ? undefined : "memory stayed acquired" };
}

/** Why an error is not as it should be; undefined when it has a code and a place. */
function complaint(error: unknown): string | undefined {
  if (!isTiterError(error)) return `not a coded error: ${error instanceof Error ? error.stack : String(error)}`;
  if (error.code === "PLANE_UNREADABLE") return `an error that nobody foresaw: ${error.message}`;
  return error.where.file || error.where.plate ? undefined : `${error.code} names no file: ${error.message}`;
}
