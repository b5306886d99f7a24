import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { removeTemporaries, writeError, writeFileAtomic } from "#lib/files/disk/atomic.js";

const folder = mkdtempSync(join(tmpdir(), "titer-atomic-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("writeFileAtomic", () => {
  test("replaces a file and leaves nothing beside it", () => {
    const path = join(folder, "table.csv");
    writeFileAtomic(path, "old");
    writeFileAtomic(path, "new µ");
    expect(readFileSync(path, "utf8")).toBe("new µ");
    expect(readdirSync(folder)).toEqual(["table.csv"]);
  });

  test("leaves nothing when the target cannot be replaced", () => {
    const path = join(folder, "table.csv", "inside");
    expect(() => writeFileAtomic(path, "x")).toThrow(
      expect.objectContaining({ code: "WRITE_FAILED", where: { file: path } }),
    );
    expect(readdirSync(folder)).toEqual(["table.csv"]);
  });

  test("names a full and a protected disk", () => {
    expect(writeError("f", Object.assign(new Error(), { code: "ENOSPC" })).code).toBe("DISK_FULL");
    expect(writeError("f", Object.assign(new Error(), { code: "EROFS" })).code).toBe("NOT_WRITABLE");
  });
});

test("removeTemporaries removes what killed writers left, and nothing else", () => {
  const left = mkdtempSync(join(folder, "left-"));
  writeFileSync(join(left, ".0.0123456789ab.tmp"), "half");
  writeFileSync(join(left, "notes.tmp"), "mine");
  writeFileSync(join(left, ".hidden"), "mine");
  removeTemporaries(left);
  expect(readdirSync(left).sort()).toEqual([".hidden", "notes.tmp"]);
});
