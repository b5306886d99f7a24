import { describe, expect, test } from "@jest/globals";
import { configContext, enterConfig, PathPlanningConfig } from "#lib/config/index.js";
import { valueBundle } from "#lib/display/index.js";
import { countCellsSingleChannel, gaussian } from "#lib/functions/library/index.js";
import { FunctionStep, Orchestration, Pipeline } from "#lib/pipeline/index.js";

const blur = new FunctionStep({ name: "blur", func: gaussian.with({ sigma: 2 }) });
const count = new FunctionStep({ name: "count", func: { "1": countCellsSingleChannel }, groupBy: "channel" });

function text(value: unknown): string {
  return String(valueBundle(value)?.["text/plain"]);
}

describe("a value shows itself as text and as an HTML table", () => {
  test("a function: what it does, and each parameter with value, default, limits and meaning", () => {
    const lines = text(gaussian.with({ sigma: 2 })).split("\n");
    expect(lines[0]).toBe("titer.gaussian FLEXIBLE");
    expect(lines.find((line) => line.startsWith("  sigma "))).toMatch(
      /^ {2}sigma +2 +1 px +number from 0 to 500 +Standard deviation along y and x\.$/,
    );
    expect(text(countCellsSingleChannel)).toContain("Tables: counts (cellCount, ");
  });

  test("a step, a pipeline and a list of steps: functions with what is set, routes, components", () => {
    const pipeline = new Pipeline({ name: "screen", steps: [blur, count] });
    expect(text(pipeline)).toMatch(/^Pipeline screen: 2 steps\n/);
    for (const value of [pipeline, [blur, count]]) {
      expect(text(value)).toMatch(/\n {2}blur +titer\.gaussian\(sigma = 2\) +/);
      expect(text(value)).toMatch(/\n {2}count +1: titer\.countCellsSingleChannel\(\) +.*channel/);
    }
    expect(text(blur)).toMatch(/^Step blur\n/);
  });

  test("an orchestration: its plates and what is done with them", () => {
    const pipeline = new Pipeline({ name: "screen", steps: [blur, count] });
    const shown = text(new Orchestration({ plates: [{ path: "plates/one", pipeline }] }));
    expect(shown).toMatch(/^Orchestration of 1 plate\n.*\n {2}plates\/one +screen +blur, count$/);
  });

  test("a lazy config: what each field is here, and where from", () => {
    const context = configContext("pipeline", { pathPlanningConfig: { outputDirSuffix: "_mine" } });
    const shown = enterConfig([context], () => text(new PathPlanningConfig.Lazy({ subDir: "here" })));
    expect(shown).toMatch(/^Lazy PathPlanningConfig\n/);
    expect(shown).toMatch(/\n {2}outputDirSuffix +_mine +pipeline /);
    expect(shown).toMatch(/\n {2}subDir +here +set here /);
  });

  test("in HTML every text is escaped", () => {
    const sly = new FunctionStep({ name: "<b>&", func: gaussian });
    const html = String(valueBundle(sly)?.["text/html"]);
    expect(html).toContain("&#60;b&#62;&#38;");
    expect(html).not.toContain("<b>&");
  });

  test("other values are left to the caller", () => {
    for (const value of [1, null, [], [1], {}, { kind: "other" }, "pipeline"])
      expect(valueBundle(value)).toBeUndefined();
  });
});
