import { describe, expect, test } from "@jest/globals";
import { duration, percent, positionOf, wellSentence } from "#extension/runs/format.js";
import { parseRun } from "#extension/runs/parse.js";

describe("format", () => {
  test("shows 100 % only when all is done", () => {
    expect([percent(0.999), percent(1), percent(0.29)]).toEqual(["99 %", "100 %", "29 %"]);
  });

  test("shows times as people read them", () => {
    expect([duration(4.24), duration(200), duration(7500)]).toEqual(["4.2 s", "3 min 20 s", "2 h 05 min"]);
  });

  test("finds wells on plates of up to 1536 wells", () => {
    expect(positionOf("B03")).toEqual({ row: 1, column: 3 });
    expect(positionOf("AF48")).toEqual({ row: 31, column: 48 });
    expect(positionOf("control")).toBeNull();
  });

  test("tells about a failed well in one sentence", () => {
    const well = {
      well: "B06",
      state: "failed",
      progress: 0.4,
      step: "count",
      error: "The file is truncated.",
    } as const;
    expect(wellSentence(well)).toBe("B06: failed, count. The file is truncated.");
  });
});

describe("parseRun", () => {
  test("names the fields that are wrong", () => {
    const run = {
      version: 1,
      runId: "r",
      plate: "p",
      state: "flying",
      progress: 2,
      seconds: 0,
      kernels: "",
      output: "",
      wells: [{}],
    };
    expect(() => parseRun(run)).toThrow("wrong or missing: state, progress, wells");
  });
});
