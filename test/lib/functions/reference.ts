import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dtype, Plane, Stack } from "#lib/image/index.js";
import { newPlane } from "#lib/image/index.js";
import { pythonPath } from "../python.js";

/** Where the pixels of a plane lie in the file of all pixels. */
interface Place {
  readonly dtype: Dtype;
  readonly height: number;
  readonly width: number;
  readonly at: number;
}

/** What another library computes for one function, parameters and image; see reference/case.py. */
export interface Reference {
  readonly function: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly image: string;
  readonly absolute: number;
  readonly relative: number;
  readonly outliers: number;
  readonly given: Readonly<Record<string, unknown>>;
  /** Absent where only tables and special values are compared. */
  readonly stack: Stack | null;
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly (number | string | boolean | null)[]>>>>;
  readonly specials: Readonly<Record<string, unknown>>;
}

/** Computes all references with the Python libraries, or makes the images alone (`--images`): `reference/`. */
export function computeReferences(options: readonly string[] = []): {
  images: Readonly<Record<string, Stack>>;
  references: readonly Reference[];
} {
  if (!existsSync(pythonPath)) throw new Error(`no Python at ${pythonPath}: run "npm test" once`);
  const folder = mkdtempSync(join(tmpdir(), "titer-references-"));
  try {
    const { status, stderr } = spawnSync(pythonPath, ["test/lib/functions/reference", folder, ...options], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`the references could not be computed: ${stderr}`);
    const pixels = readFileSync(join(folder, "pixels.bin"));
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    const stackOf = (places: readonly Place[]) => places.map((place) => planeAt(pixels, place));
    const images = Object.entries<Place[]>(manifest.images).map(([name, places]) => [name, stackOf(places)] as const);
    return {
      images: Object.fromEntries(images),
      references: manifest.rows.map((row: Reference & { stack: Place[] | null }) => ({
        ...row,
        stack: row.stack && stackOf(row.stack),
      })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function planeAt(pixels: Buffer, { dtype, height, width, at }: Place): Plane {
  const plane = newPlane({ dtype, height, width });
  new Uint8Array(plane.data.buffer).set(pixels.subarray(at, at + plane.data.byteLength));
  return plane;
}
