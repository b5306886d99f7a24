import { expect, test } from "@jest/globals";
import { isAbsolute, isInside, joinPath, nameOf, parentOf } from "#lib/compile/absolutePath.js";

test.each([
  ["/data/p", true],
  ["C:\\data", true],
  ["\\\\server\\share", true],
  ["data/p", false],
  ["C:data", false],
])("%s is absolute: %p", (path, expected) => {
  expect(isAbsolute(path)).toBe(expected);
});

test.each([
  ["/data/p", "/data", "p", "/data/p_titer"],
  ["/data/p/", "/data", "p", "/data/p_titer"],
  ["/p", "/", "p", "/p_titer"],
  ["C:\\data\\p", "C:\\data", "p", "C:\\data\\p_titer"],
])("%s lies in %s under the name %s", (path, parent, name, beside) => {
  expect([parentOf(path), nameOf(path), joinPath(parentOf(path), `${nameOf(path)}_titer`)]).toEqual([
    parent,
    name,
    beside,
  ]);
});

test.each([
  ["/data/p", "/data/p", true],
  ["/data/p/x/..", "/data/p/.", true],
  ["/data/p_titer", "/data/p", false],
  ["/data/p/../q", "/data/p", false],
  ["C:\\data\\p\\out", "C:\\data\\p", true],
])("%s is inside %s: %p", (path, folder, expected) => {
  expect(isInside(path, folder)).toBe(expected);
});
