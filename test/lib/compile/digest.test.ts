import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { canonicalJson } from "#lib/compile/canonical.js";
import { compile, planDigest } from "#lib/compile/index.js";
import { portableSha256, sha256 } from "#lib/compile/sha256.js";
import { titerVersion } from "#lib/compile/version.js";
import { withConfig } from "#lib/config/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

test.each([0, 1, 55, 56, 63, 64, 65, 1000])("SHA-256 of %i characters is that of node:crypto", (length) => {
  const text = Array.from({ length }, (_, i) => String.fromCodePoint(i % 7 === 0 ? 0x1f9ec : 33 + (i % 90))).join("");
  const digest = createHash("sha256").update(text).digest("hex");
  expect([sha256(text), portableSha256(text)]).toEqual([digest, digest]);
});

test("canonical JSON sorts keys at every level and leaves undefined out", () => {
  expect(canonicalJson({ b: [{ d: 1, c: "\n" }], a: null, e: undefined })).toBe('{"a":null,"b":[{"c":"\\n","d":1}]}');
});

const steps = (strength = 3) => [new FunctionStep({ name: "s", func: idle("PURE_2D").with({ strength }) })];
const plate = plateIndex({ wells: ["A01", "A02"], sites: 2 });
const digestOf = async (...args: Parameters<typeof compile>) => (await compile(...args)).digest;

test("the digest is the same for another folder of plate or output and another number of workers", async () => {
  const elsewhere = { ...plate, path: "/mnt/other/screen-1" };
  const there = await withConfig("global", { numWorkers: 7 }, () =>
    digestOf(steps(), elsewhere, { outputRoot: "/out/x" }),
  );
  expect(there).toBe(await digestOf(steps(), plate));
});

test("the digest differs with a parameter, a well, a file, the order of steps, and the tables' folder", async () => {
  const [a, b] = [
    new FunctionStep({ name: "a", func: idle("PURE_2D") }),
    new FunctionStep({ name: "b", func: idle("PURE_2D") }),
  ];
  const renamed = {
    ...plate,
    wells: plate.wells.map((well) => ({ ...well, planes: well.planes.map((p) => ({ ...p, path: `x/${p.path}` })) })),
  };
  const digests = await Promise.all([
    digestOf(steps(), plate),
    digestOf(steps(4), plate),
    digestOf(steps(), plateIndex({ wells: ["A01"], sites: 2 })),
    digestOf(steps(), renamed),
    digestOf([a, b], plate),
    digestOf([b, a], plate),
    withConfig("global", { materializationResultsPath: "t" }, () => digestOf(steps(), plate)),
  ]);
  expect(new Set(digests).size).toBe(digests.length);
});

test("the digest of a plan that was written and read is the one that it names", async () => {
  const plan = await compile(steps(), plate);
  const { digest, ...rest } = JSON.parse(JSON.stringify(plan)) as typeof plan;
  expect(planDigest(rest)).toBe(digest);
});

test("plans name the package's version", () => {
  const text = readFileSync(new URL("../../../../lib/package.json", import.meta.url), "utf8");
  expect((JSON.parse(text) as { version: string }).version).toBe(titerVersion);
});
