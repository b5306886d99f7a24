import { describe, expect, test } from "@jest/globals";
import { runBundle } from "#lib/display/runBundle.js";
import { type RunOutput, runMime } from "#lib/protocol/display.js";

const output: RunOutput = {
  version: 1,
  runId: "r1",
  plate: "screen-1",
  state: "completed with failures",
  progress: 0.755,
  seconds: 12.34,
  kernels: "native x86-64-v4",
  wells: [
    { well: "A01", state: "done", progress: 1, step: "count" },
    { well: "A02", state: "failed", progress: 0.51, step: "tophat", error: "file broken.tif is truncated" },
  ],
  output: "/data/out",
};

describe("runBundle", () => {
  test("is readable as text, with the error of a failed well", () => {
    expect(runBundle(output)["text/plain"]).toBe(
      [
        "Run of screen-1: completed with failures, 75 %, 12.3 s, native x86-64-v4",
        "  A01  done    100 %  count",
        "  A02  failed   51 %  tophat: file broken.tif is truncated",
        "Results: /data/out",
      ].join("\n"),
    );
  });

  test("is an HTML table too once the run has ended, with every text escaped", () => {
    const [done, failed] = output.wells;
    const wells = [done!, { ...failed!, error: "<b>truncated" }];
    const html = String(runBundle({ ...output, wells })["text/html"]);
    expect(html).toContain("Run of screen-1: completed with failures, 75 %");
    expect(html).toContain("&#60;b&#62;truncated");
    expect(runBundle({ ...output, state: "running" })["text/html"]).toBeUndefined();
  });

  test("carries the whole state for the extension", () => {
    expect(runBundle(output)[runMime]).toEqual(output);
  });

  test("names only failed wells of a large plate and counts the others", () => {
    const wells = Array.from({ length: 30 }, (_, i) => ({ ...output.wells[i === 3 ? 1 : 0]!, well: `W${i}` }));
    const text = runBundle({ ...output, wells })["text/plain"];
    expect(text).toContain("W3  failed");
    expect(text).toContain("30 wells: 29 done, 1 failed");
    expect(text).not.toContain("W4");
  });
});
