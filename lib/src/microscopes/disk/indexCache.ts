import { createHash } from "node:crypto";
import { closeSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commitFile } from "../../files/disk/atomic.ts";
import type { DiskFolder } from "../../files/disk/folder.ts";
import { titerHome } from "../../files/disk/home.ts";
import type { Folder } from "../../files/folder.ts";
import type { PlateIndex } from "../plateIndex.ts";

/** Changes whenever this library is compiled or installed anew, so that an index of other code is not taken. */
const code = stateOf(fileURLToPath(new URL("../../core.tsbuildinfo", import.meta.url))) ?? "";

/** Indexes that are kept; the longest unused goes first. */
const most = 100;

/** Files younger than this when an index was made may have changed again without a new time. */
const settled = 2000;

/** An index with the state of everything that it was made from, each as its size and time of change. */
interface Kept {
  readonly code: string;
  readonly made: number;
  readonly states: Readonly<Record<string, string>>;
  readonly index: PlateIndex;
}

/**
 * The index of a plate from Titer's own folder if nothing that it was made from has changed since: no folder of the plate (files
 * that came, went or were renamed), no metadata file, no image whose header was read. Else made by `read`, and kept.
 *
 * @param how - what else decides the index, such as a pattern.
 */
export async function cachedIndex(
  folder: DiskFolder,
  how: string,
  read: (folder: Folder) => Promise<PlateIndex>,
): Promise<PlateIndex> {
  const path = join(
    cacheFolder(),
    `${createHash("sha256")
      .update(JSON.stringify([folder.path, how]))
      .digest("hex")}.json`,
  );
  if (`${path}/`.startsWith(`${folder.path}/`)) return read(folder); // a plate is never written to, whatever was opened
  const kept = load(path);
  if (kept && isFresh(kept, folder.path)) {
    touch(path);
    return kept.index;
  }
  const made = Date.now();
  const opened = new Set<string>();
  const index = await read(recording(folder, opened));
  const states: Record<string, string> = {};
  for (const name of [...folder.folders, ...opened]) {
    const state = stateOf(join(folder.path, name));
    if (state === undefined) return index; // it goes on changing
    states[name] = state;
  }
  save(path, { code, made, states, index });
  return index;
}

function cacheFolder(): string {
  return join(titerHome(), "indexes");
}

function recording(folder: Folder, opened: Set<string>): Folder {
  return {
    path: folder.path,
    list: () => folder.list(),
    readBytes: (path) => {
      opened.add(path);
      return folder.readBytes(path);
    },
    readHeader: (path) => {
      opened.add(path);
      return folder.readHeader(path);
    },
  };
}

function load(path: string): Kept | undefined {
  try {
    const kept = JSON.parse(readFileSync(path, "utf8")) as Kept; // our own file
    return kept.code === code && typeof kept.states === "object" ? kept : undefined;
  } catch {
    return undefined; // there is none, or it is torn: the plate is read
  }
}

function isFresh({ made, states }: Kept, plate: string): boolean {
  return Object.entries(states).every(([name, state]) => {
    const time = Number(state.split(" ")[1]);
    return time < made - settled && stateOf(join(plate, name)) === state;
  });
}

/** Size and time of change; undefined when there is nothing. */
function stateOf(path: string): string | undefined {
  const state = statSync(path, { throwIfNoEntry: false });
  return state && `${state.isDirectory() ? "folder" : state.size} ${state.mtimeMs} ${state.ino}`;
}

function save(path: string, kept: Kept): void {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    closeSync(commitFile(path, [Buffer.from(JSON.stringify(kept))], false));
    prune();
  } catch {
    // a home that is full or may not be written to costs time at the next opening, nothing else
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // as above
  }
}

function prune(): void {
  const files = readdirSync(cacheFolder()).map((name) => join(cacheFolder(), name));
  if (files.length <= most) return;
  const byAge = files
    .map((file) => ({ file, used: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.used - a.used);
  for (const { file } of byAge.slice(most)) rmSync(file, { force: true });
}
