import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";

test("1500 damaged files of all formats: no crash, no hang, no memory eaten, always a coded error with its path", () => {
  const script = ["test/dist/fuzz/fuzz.js", "--seed", "1", "--count", "1500", "--limit", "60000"];
  const { stdout, stderr, status } = spawnSync(process.execPath, script, { encoding: "utf8", timeout: 100_000 });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const ends: Record<string, number> = JSON.parse(stdout);
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(1500);
  expect(Object.keys(ends).length).toBeGreaterThan(6); // many kinds of damage were met
}, 120_000);
