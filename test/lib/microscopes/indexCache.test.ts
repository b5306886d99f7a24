import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openPlate, synthesize } from "#lib/index.js";
import { temporaryFolder } from "../engine/support.js";

const folder = temporaryFolder();
const home = process.env.TITER_HOME;
beforeAll(() => {
  process.env.TITER_HOME = join(folder, "home");
});
afterAll(() => {
  if (home === undefined) delete process.env.TITER_HOME;
  else process.env.TITER_HOME = home;
});

const indexes = () => readdirSync(join(folder, "home", "indexes"));

/** A plate that was written an hour ago. */
async function plate(name: string, format: "imagexpress" | "operaphenix" = "imagexpress"): Promise<string> {
  const { path } = await synthesize(join(folder, name), { format, wells: 2, sites: 1, channels: 1, z: 1, size: 32 });
  age(path);
  return path;
}

function age(path: string): void {
  const then = new Date(Date.now() - 3_600_000);
  for (const name of ["", ...readdirSync(path, { recursive: true, encoding: "utf8" })])
    utimesSync(join(path, name), then, then);
}

/** Marks the kept index of a plate, so that it can be told from a new one. */
function mark(path: string): void {
  for (const name of indexes()) {
    const file = join(folder, "home", "indexes", name);
    const kept = JSON.parse(readFileSync(file, "utf8"));
    if (kept.index.path === path)
      writeFileSync(file, JSON.stringify({ ...kept, index: { ...kept.index, name: "kept" } }));
  }
}

async function kept(name: string, format?: "imagexpress" | "operaphenix"): Promise<string> {
  const path = await plate(name, format);
  await openPlate(path);
  mark(path);
  expect((await openPlate(path)).name).toBe("kept");
  return path;
}

test("an index is kept in Titer's folder, not in the plate, and taken from there", async () => {
  const path = await kept("same");
  expect(indexes()).toHaveLength(1);
  expect(readdirSync(path).sort()).toEqual(["TimePoint_1", "same.HTD"]);
  expect((await openPlate(path, { cache: false })).name).toBe("same");
  expect((await openPlate(path, { pattern: "_(?<well>[A-H]\\d\\d)_.*\\.TIF$" })).format).toBe("generic");
});

const images = "TimePoint_1";
test.each<[string, (path: string) => void]>([
  ["an image is gone", (path) => rmSync(join(path, images, "gone_A01_s1_w1.TIF"))],
  [
    "an image came",
    (path) => cpSync(join(path, images, "came_A01_s1_w1.TIF"), join(path, images, "came_A03_s1_w1.TIF")),
  ],
  [
    "an image has another name",
    (path) => renameSync(join(path, images, "name_A01_s1_w1.TIF"), join(path, images, "name_B01_s1_w1.TIF")),
  ],
  ["an empty folder came", (path) => mkdirSync(join(path, "TimePoint_2"))],
  ["the metadata changed", (path) => appendFileSync(join(path, "meta.HTD"), '"Description", "new"\n')],
  ["an image's header changed", (path) => appendFileSync(join(path, images, "head_A01_s1_w1.TIF"), "x")],
])("it is made again when %s", async (what, change) => {
  const name = { gone: "gone", came: "came", name: "name", folder: "fold", meta: "meta", head: "head" }[
    what.includes("folder")
      ? "folder"
      : what.includes("metadata")
        ? "meta"
        : what.includes("header")
          ? "head"
          : what.includes("gone")
            ? "gone"
            : what.includes("name")
              ? "name"
              : "came"
  ] as string;
  const path = await kept(name);
  change(path);
  expect((await openPlate(path)).name).toBe(name);
});

test("a plate that has just been written is read again, because it may change within one tick of the clock", async () => {
  const { path } = await synthesize(join(folder, "young"), { wells: 1, size: 32 });
  await openPlate(path);
  mark(path);
  expect((await openPlate(path)).name).toBe("young");
});

test("an index of other code is not taken", async () => {
  const path = await kept("code");
  for (const name of indexes()) {
    const file = join(folder, "home", "indexes", name);
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), code: "another" }));
  }
  expect((await openPlate(path)).name).toBe("code");
});

test("a torn or foreign file in Titer's folder is not taken", async () => {
  const path = await kept("torn", "operaphenix");
  for (const name of indexes()) writeFileSync(join(folder, "home", "indexes", name), '{"form": 1, "sta');
  expect((await openPlate(path)).name).not.toBe("kept");
});

test("nothing is kept when Titer's folder lies in what was opened", async () => {
  const path = await plate("whole");
  process.env.TITER_HOME = join(path, "home");
  await openPlate(path);
  expect(readdirSync(path)).not.toContain("home");
  process.env.TITER_HOME = join(folder, "home");
});

test("a home that can't be written to costs nothing but time", async () => {
  process.env.TITER_HOME = join(folder, "young", "young.HTD"); // a file
  const path = await plate("homeless");
  expect((await openPlate(path)).name).toBe("homeless");
  process.env.TITER_HOME = join(folder, "home");
});
