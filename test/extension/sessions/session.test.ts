import { describe, expect, test } from "@jest/globals";
import { SessionModel } from "#extension/sessions/sessionModel.js";
import type { Frame, FramePlane } from "#lib/stream/index.js";

const settings = {
  session: "s",
  viewer: "napari",
  colormap: "gray",
  autoContrast: true,
  sizes: "separate_layers",
} as const;

/** A frame with one plane of a layer, whose pixels are all one value. */
function frameOf(layer: string, stack: Readonly<Record<string, string | number>>, value: number): Frame {
  const plane: FramePlane = {
    ...{ well: "A01", site: 1, channel: 1, z: 1, timepoint: 1, level: 0, y: 0, x: 0 },
    ...{ dtype: "uint8", height: 1, width: 2, content: "image" },
    layer: { ...settings, layer, stack },
  };
  return { id: 1, sequence: 1, planes: [plane], shapes: [], pixels: [Uint8Array.of(value, value)], arrays: [] };
}

const seenValue = (model: SessionModel, layer = 0) => model.seen(model.layers[layer]!)?.raster.pixels[0];

describe("a session in a viewer", () => {
  test("has layers in the order in which they came, and stacks with sliders", () => {
    const model = new SessionModel();
    model.take(frameOf("blur", { well: "A10", z: 1 }, 1));
    model.take(frameOf("blur", { well: "A02", z: 1 }, 2));
    model.take(frameOf("count", { well: "A02", z: 1 }, 3));
    expect(model.layers.map(({ name }) => name)).toEqual(["blur", "count"]);
    expect([...model.axes]).toEqual([["well", ["A02", "A10"]]]);
  });

  test("shows the plane at the place of its stack, and goes to another", () => {
    const model = new SessionModel();
    model.take(frameOf("blur", { site: 1 }, 1));
    model.take(frameOf("blur", { site: 2 }, 2));
    expect(seenValue(model)).toBe(1);
    model.go("site", 2);
    expect(seenValue(model)).toBe(2);
  });

  test("goes to the place of an earlier view as soon as it has come", () => {
    const model = new SessionModel({ site: 2 });
    model.take(frameOf("blur", { site: 1 }, 1));
    expect(seenValue(model)).toBe(1);
    model.take(frameOf("blur", { site: 2 }, 2));
    expect(seenValue(model)).toBe(2);
  });

  test("takes a newer plane in place of the one that was there, and gives that back", () => {
    const model = new SessionModel();
    model.take(frameOf("blur", { site: 1 }, 1));
    const [old] = model.take(frameOf("blur", { site: 1 }, 9));
    expect([old?.pixels[0], seenValue(model)]).toEqual([1, 9]);
  });

  test("leaves a layer empty where it has no plane", () => {
    const model = new SessionModel();
    model.take(frameOf("blur", { site: 1 }, 1));
    model.take(frameOf("count", { site: 2 }, 2));
    expect(seenValue(model, 1)).toBeUndefined();
  });
});
