import { createHash } from "node:crypto";
import { closeSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PlaneId } from "../../components/components.ts";
import { messageOf } from "../../errors.ts";
import { commitFile } from "../../files/disk/atomic.ts";
import { newPlane, type Plane } from "../../image/plane.ts";
import { decodeFrame } from "../frame.ts";
import { framePieces } from "./framePieces.ts";
import { planeItem } from "./item.ts";

/** Planes of at most so many bytes are kept: wells of an overview. */
const mostBytes = 128 << 10;

/** How many planes stay on the disk: overviews of some dozen plates. */
const most = 50_000;

/** Coarse planes of plates that have no levels, in a folder of Titer's own, so that an overview reads each plate once. */
export class SmallPlanes {
  readonly #folder: string;

  /** @param folder - made when it is absent; the oldest planes in it go when there are too many. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const names = readdirSync(folder);
    if (names.length <= most) return;
    const aged = names.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }));
    aged.sort((a, b) => a.time - b.time);
    for (const { name } of aged.slice(0, names.length - most / 2)) rmSync(join(folder, name), { force: true });
  }

  /** @param key - where the plane is from, and the state of its file. */
  get(key: string): Plane | undefined {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.#file(key));
    } catch {
      return undefined; // it was never made, or has gone
    }
    const { planes, pixels } = decodeFrame(new Uint8Array(bytes).buffer);
    const { dtype, height, width } = planes[0]!; // `put` wrote it, whole
    const plane = newPlane({ dtype, height, width });
    plane.data.set(pixels[0]!);
    return plane;
  }

  put(key: string, id: PlaneId & { readonly well: string; readonly level: number }, plane: Plane): void {
    if (plane.data.byteLength > mostBytes) return;
    const { dtype, height, width } = plane;
    const part = planeItem({ ...id, content: "image", y: 0, x: 0, dtype, height, width }, plane);
    try {
      closeSync(commitFile(this.#file(key), framePieces({ id: 0, sequence: 1 }, [part]), false));
    } catch (thrown) {
      process.stderr.write(`an overview can't be kept: ${messageOf(thrown)}\n`); // it is made again next time
    }
  }

  #file(key: string): string {
    return join(this.#folder, createHash("sha256").update(key).digest("hex"));
  }
}
