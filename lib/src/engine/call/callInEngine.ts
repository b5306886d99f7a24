import { mkdtempSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Rows } from "../../functions/contract.ts";
import { type BoundFunction, boundValues } from "../../functions/define.ts";
import { newPlane, type Plane } from "../../image/plane.ts";
import { enginePlaces } from "../home.ts";
import { connectEngine } from "../launch.ts";
import { readPixels, writePixels } from "./planeFile.ts";
import { callFile } from "./task.ts";

/** What a function gave for some planes. */
export interface Called {
  readonly planes: readonly Plane[];
  /** Rows of the function's tables, by table. */
  readonly tables: Readonly<Record<string, Rows>>;
}

/**
 * Calls one function in the engine. Pixels travel in files of the engine's own folder, which only the user can read and
 * which are removed at the end.
 *
 * @throws TiterError `NEEDS_PIPELINE` for functions that take special inputs, `CANNOT_TRAVEL`, and what the function throws
 */
export async function callInEngine(bound: BoundFunction, planes: readonly Plane[]): Promise<Called> {
  const { declaration, origin } = bound;
  const source = await origin?.source();
  const client = await connectEngine(); // makes the engine's folder when there is none
  const folder = mkdtempSync(join(enginePlaces().folder, "call-"));
  try {
    planes.forEach((plane, index) => {
      writePixels(join(folder, callFile.given(index)), plane);
    });
    const answer = await client.request({
      kind: "call",
      task: {
        folder: basename(folder),
        id: declaration.id,
        version: declaration.version,
        values: boundValues(bound).values,
        ...(source && { source }),
        planes: planes.map(({ dtype, height, width, spacing }) => ({
          dtype,
          height,
          width,
          ...(spacing && { spacing }),
        })),
        kernels: process.env.TITER_KERNELS || "auto",
      },
    });
    const results = answer.planes.map((header, index) => {
      const plane = newPlane(header);
      readPixels(join(folder, callFile.result(index)), plane);
      return plane;
    });
    return { planes: results, tables: answer.tables };
  } finally {
    client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
