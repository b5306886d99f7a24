import { describe, expect, test } from "@jest/globals";
import { RoiSet } from "#extension/viewer/rois/roiSet.js";
import { RoiTool, type ToolName } from "#extension/viewer/rois/roiTool.js";
import { hits, measureOf } from "#extension/viewer/rois/shape.js";

const place = { well: "A01", site: 1 };
const tolerance = 3;

function drawing(name: ToolName) {
  const rois = new RoiSet();
  const tool = new RoiTool(rois, () => place);
  tool.choose(name);
  const drag = (...points: readonly (readonly [number, number])[]) => {
    const [[x, y] = [0, 0], ...rest] = points;
    tool.down({ x, y }, tolerance);
    for (const [toX, toY] of rest) tool.move({ x: toX, y: toY });
    tool.up();
  };
  const click = (x: number, y: number) => drag([x, y]);
  return { rois, tool, drag, click, drawn: () => rois.on(place).map(({ roi }) => roi) };
}

describe("drawing", () => {
  test.each(["rectangle", "ellipse"] as const)("a %s on whole pixels, in any direction", (kind) => {
    const { drag, drawn } = drawing(kind);
    drag([40.4, 30.2], [20, 20], [10.2, 12.6]);
    expect(drawn()).toEqual([{ name: `${kind} 1`, kind, x: [10, 40], y: [13, 30] }]);
  });

  test("nothing by a click where a box is drawn", () => {
    const { click, drawn } = drawing("rectangle");
    click(10, 10);
    expect(drawn()).toEqual([]);
  });

  test("a polygon by clicks, which the first corner closes", () => {
    const { click, drawn, tool } = drawing("polygon");
    for (const [x, y] of [
      [0, 0],
      [20, 0.5],
      [20, 20],
    ] as const)
      click(x, y);
    tool.move({ x: 1, y: 1 });
    click(1, 1);
    expect(drawn()).toEqual([{ name: "polygon 1", kind: "polygon", x: [0, 20, 20], y: [0, 0.5, 20] }]);
  });

  test("a polygon that a double click ends, without the corner that this sets twice", () => {
    const { click, drawn, tool } = drawing("polygon");
    for (const [x, y] of [
      [0, 0],
      [20, 0],
      [20, 20],
      [20, 20],
    ] as const)
      click(x, y);
    tool.finish();
    expect(drawn()).toMatchObject([{ x: [0, 20, 20], y: [0, 0, 20] }]);
  });

  test("a polygon that Enter ends, and none after Escape", () => {
    const { click, drawn, tool } = drawing("polygon");
    for (const [x, y] of [
      [0, 0],
      [20, 0],
      [20, 20],
    ] as const)
      click(x, y);
    tool.move({ x: 50, y: 50 });
    expect(tool.key("Enter", 1)).toBe(true);
    expect(drawn()).toHaveLength(1);
    click(5, 5);
    expect(tool.key("Escape", 1)).toBe(true);
    expect(tool.draft).toBeNull();
    expect(drawn()).toHaveLength(1);
  });

  test("freely, without corners closer than half a pixel", () => {
    const { drag, drawn } = drawing("freehand");
    drag([0, 0], [0.2, 0], [5, 0], [5, 5], [5.1, 5.1], [0, 5]);
    expect(drawn()).toMatchObject([{ kind: "freehand", x: [0, 5, 5, 0], y: [0, 0, 5, 5] }]);
  });

  test("a line from where the pointer goes down to where it goes up", () => {
    const { drag, drawn } = drawing("line");
    drag([1.5, 2], [7, 7], [4.5, 6]);
    expect(drawn()).toMatchObject([{ kind: "line", x: [1.5, 4.5], y: [2, 6] }]);
    expect(measureOf(drawn()[0]!)).toEqual({ kind: "length", value: 5 });
  });

  test("points into one set", () => {
    const { click, drawn } = drawing("points");
    click(1, 2);
    click(3.5, 4);
    expect(drawn()).toEqual([{ name: "points 1", kind: "points", x: [1, 3.5], y: [2, 4] }]);
  });
});

describe("changing", () => {
  function rectangle() {
    const all = drawing("rectangle");
    all.drag([10, 10], [30, 20]);
    all.tool.choose("select");
    return all;
  }

  test("moves a region that is dragged, by whole pixels where it lies on them", () => {
    const { drag, drawn } = rectangle();
    drag([20, 15], [22, 16], [25.4, 12]);
    expect(drawn()).toMatchObject([{ x: [15, 35], y: [7, 17] }]);
  });

  test("moves a corner of a box, past the others too", () => {
    const { drag, drawn } = rectangle();
    drag([30, 20], [31, 25]);
    expect(drawn()).toMatchObject([{ x: [10, 31], y: [10, 25] }]);
    drag([31, 25], [4, 5]);
    expect(drawn()).toMatchObject([{ x: [4, 10], y: [5, 10] }]);
  });

  test("selects the region under the pointer, and none beside it", () => {
    const { rois, click } = rectangle();
    click(100, 100);
    expect(rois.selected).toBeNull();
    click(15, 15);
    expect(rois.selected?.roi.kind).toBe("rectangle");
  });

  test("by keys: arrows move, Delete removes", () => {
    const { tool, drawn } = rectangle();
    expect(tool.key("ArrowRight", 10)).toBe(true);
    expect(drawn()).toMatchObject([{ x: [20, 40] }]);
    expect(tool.key("Delete", 1)).toBe(true);
    expect(drawn()).toEqual([]);
    expect(tool.key("Delete", 1)).toBe(false);
  });

  test("leaves the pointer to the image when no tool is chosen", () => {
    const { tool } = rectangle();
    tool.choose("none");
    expect(tool.down({ x: 15, y: 15 }, tolerance)).toBe(false);
    expect(tool.key("ArrowRight", 1)).toBe(false);
  });
});

describe("regions", () => {
  test("belong to the plane on which they were drawn", () => {
    const rois = new RoiSet();
    rois.add(place, { name: "a", kind: "points", x: [1], y: [1] });
    expect(rois.on({ well: "A01", site: 2 })).toEqual([]);
  });

  test("of ellipses have an inside, and an area", () => {
    const ellipse = { name: "e", kind: "ellipse", x: [0, 20], y: [0, 10] } as const;
    expect(hits(ellipse, { x: 10, y: 5 }, 0.1)).toBe(true);
    expect(hits(ellipse, { x: 1, y: 1 }, 0.1)).toBe(false);
    expect(measureOf(ellipse)?.value).toBeCloseTo(Math.PI * 50);
  });

  test("of lines are hit near them alone", () => {
    const line = { name: "l", kind: "line", x: [0, 10], y: [0, 10] } as const;
    expect(hits(line, { x: 5, y: 6 }, 1)).toBe(true);
    expect(hits(line, { x: 5, y: 8 }, 1)).toBe(false);
  });
});
