import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { fetchPlate, fetchSample, type Sample } from "#lib/samples/fetchSample.js";

const folder = mkdtempSync(join(tmpdir(), "titer-sample-"));
const saved = { ...process.env };
afterAll(() => {
  process.env = saved;
  rmSync(folder, { recursive: true });
});

// an archive as the registry has it, and a stand-in for Python that "downloads" it and counts how often
mkdirSync(join(folder, "tiny-1.0/data/images"), { recursive: true });
writeFileSync(join(folder, "tiny-1.0/data/images/a.tiff"), "pixels");
writeFileSync(join(folder, "tiny-1.0/LICENSE"), "free");
writeFileSync(join(folder, "tiny-1.0/setup.py"), "not wanted");
execFileSync("tar", ["czf", "tiny-1.0.tar.gz", "tiny-1.0"], { cwd: folder });

function fakePython(script: string): string {
  const path = join(folder, `python-${createHash("sha256").update(script).digest("hex").slice(0, 8)}`);
  writeFileSync(path, `#!/bin/sh\necho x >> "${folder}/calls"\n${script}\n`, { mode: 0o755 });
  return path;
}

const sample: Sample = {
  archive: {
    package: "tiny",
    version: "1.0",
    sha256: createHash("sha256")
      .update(readFileSync(join(folder, "tiny-1.0.tar.gz")))
      .digest("hex"),
  },
  megabytes: 1,
  plate: "P1",
  folder: "tiny-1.0/data/images/",
  licence: "tiny-1.0/LICENSE",
};

// the folder follows --dest among the arguments
const download = `while [ "$1" != "--dest" ]; do shift; done; cp "${folder}/tiny-1.0.tar.gz" "$2"`;
const calls = () => readFileSync(join(folder, "calls"), "utf8").length / 2;
const kept = () => readdirSync(join(process.env.TITER_HOME as string), { recursive: true, encoding: "utf8" }).sort();

beforeEach(() => {
  process.env.TITER_HOME = mkdtempSync(join(folder, "home-"));
  writeFileSync(join(folder, "calls"), "");
  process.env.TITER_PYTHON = fakePython(download);
});

describe("fetchPlate", () => {
  test("keeps the plate and its licence, nothing else", async () => {
    const said: string[] = [];
    const plate = await fetchPlate("tiny", sample, { log: (line) => said.push(line) });
    expect(readFileSync(join(plate, "images/a.tiff"), "utf8")).toBe("pixels");
    expect(kept()).toEqual(
      [
        "",
        "/tiny",
        "/tiny/LICENSE",
        "/tiny/P1",
        "/tiny/P1/images",
        "/tiny/P1/images/a.tiff",
        "/tiny/manifest.json",
      ].map((path) => `samples${path}`),
    );
    expect(said[0]).toBe("fetching tiny 1.0 (1 MB, once) for a real plate");
  });

  test("uses the cache the second time", async () => {
    await fetchPlate("tiny", sample, {});
    await fetchPlate("tiny", sample, {});
    expect(calls()).toBe(1);
  });

  test("fetches again when the cached plate was changed", async () => {
    const plate = await fetchPlate("tiny", sample, {});
    writeFileSync(join(plate, "images/a.tiff"), "other");
    await fetchPlate("tiny", sample, {});
    expect(readFileSync(join(plate, "images/a.tiff"), "utf8")).toBe("pixels");
  });

  test("gives all calls at the same time the same whole plate", async () => {
    const plates = await Promise.all([1, 2, 3].map(() => fetchPlate("tiny", sample, {})));
    expect(new Set(plates).size).toBe(1);
    expect(kept().filter((path) => path.includes("tmp"))).toEqual([]);
    expect(readFileSync(join(plates[0] as string, "images/a.tiff"), "utf8")).toBe("pixels");
  });

  test("copies the plate where it is wanted, into an empty folder only", async () => {
    const to = join(folder, "wanted");
    expect(await fetchPlate("tiny", sample, { to })).toBe(to);
    expect(readFileSync(join(to, "images/a.tiff"), "utf8")).toBe("pixels");
    await expect(fetchPlate("tiny", sample, { to })).rejects.toMatchObject({ code: "NOT_EMPTY" });
  });

  test.each([
    ["no network", "echo 'ERROR: No matching distribution found' >&2; exit 1", "DOWNLOAD_FAILED"],
    ["no pip", "echo '/bin/python: No module named pip' >&2; exit 1", "NO_PIP"],
    ["a wrong hash", "echo 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES' >&2; exit 1", "WRONG_HASH"],
    ["another file", `while [ "$1" != "--dest" ]; do shift; done; echo no > "$2/tiny-1.0.tar.gz"`, "WRONG_HASH"],
  ])("with %s gives one coded error and keeps nothing", async (_, script, code) => {
    process.env.TITER_PYTHON = fakePython(script);
    await expect(fetchPlate("tiny", sample, {})).rejects.toMatchObject({ code });
    expect(kept()).toEqual(["samples"]);
  });

  test("without Python says how to set it", async () => {
    process.env.TITER_PYTHON = join(folder, "nowhere");
    await expect(fetchPlate("tiny", sample, {})).rejects.toThrow(/TITER_PYTHON/);
  });
});

test("fetchSample names the samples there are", async () => {
  await expect(fetchSample("phoenix")).rejects.toThrow(/Did you mean "phenix"/);
});
