import { describe, expect, test } from "@jest/globals";
import * as camera from "#extension/viewer/camera.js";

const image = { width: 1000, height: 500 };
const view = { width: 400, height: 400 };

describe("camera", () => {
  test("fits the whole image into the view", () => {
    expect(camera.fit(image, view)).toEqual({ x: 500, y: 250, zoom: 0.4 });
  });

  test("keeps the image point under the pointer when zooming", () => {
    const before = camera.fit(image, view);
    const after = camera.zoomAt(before, image, view, 3, 120, 230);
    const [a, b] = [camera.imagePoint(before, view, 120, 230), camera.imagePoint(after, view, 120, 230)];
    expect(b.x).toBeCloseTo(a.x);
    expect(b.y).toBeCloseTo(a.y);
    expect(after.zoom).toBeCloseTo(1.2);
  });

  test("does not zoom out beyond half of the fitted size, nor in beyond 64", () => {
    expect(camera.zoomAt(camera.fit(image, view), image, view, 1e-6, 200, 200).zoom).toBe(0.2);
    expect(camera.zoomAt(camera.fit(image, view), image, view, 1e6, 200, 200).zoom).toBe(64);
  });

  test("moves the image with the pointer, in image pixels", () => {
    expect(camera.pan({ x: 500, y: 250, zoom: 2 }, image, 10, -20)).toEqual({ x: 495, y: 260, zoom: 2 });
  });

  test("never leaves the image", () => {
    expect(camera.pan({ x: 500, y: 250, zoom: 1 }, image, 1e6, -1e6)).toEqual({ x: 0, y: 500, zoom: 1 });
  });
});
