import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { describeInBrowser, keepPicture, launch } from "./browser.js";
import { decodePng } from "./pixels.js";

const patience = 180_000;

/** 100,000 squares of 20 pixels, 30 apart, 400 in a row; over nothing. */
const source = `
import { Painter } from "#extension/viewer/draw/painter.js";
import { clipMatrix } from "#extension/viewer/overlay.js";
import { ShapesOverlay } from "#extension/viewer/overlays/shapesOverlay.js";
import { Stage } from "#extension/viewer/stage.js";
const count = 100_000;
const ids = Uint32Array.from({ length: count }, (_, i) => i + 1);
const starts = Uint32Array.from({ length: count + 1 }, (_, i) => 4 * i);
const corners = (i) => {
  const [x, y] = [30 * (i % 400), 30 * Math.floor(i / 400)];
  return [x, y, x + 20, y, x + 20, y + 20, x, y + 20];
};
const vertices = Float32Array.from({ length: 8 * count }, (_, k) => corners(k >> 3)[k & 7]);
const place = { well: "A01", site: 1, z: 1, timepoint: 1 };
window.overlay = new ShapesOverlay("cells", place, { ids, starts, vertices });
const planeSize = { width: 12000, height: 7500 };
window.stage = new Stage(new Painter(), {
  draw: (card, frame) => {
    card.beginOverlays();
    const matrix = clipMatrix(frame.camera, frame.size);
    window.overlay.draw(card, { ...frame, place, mode: "plane", planes: [{ well: "A01", x: 0, y: 0 }], planeSize, matrix });
  },
  pointed: () => {},
  moved: () => {},
});
window.stage.node.style.cssText = "position: relative; width: 800px; height: 600px; background: black";
document.body.style.margin = "0";
document.body.replaceChildren(window.stage.node);
window.stage.show({ ...planeSize, pixelSizeUm: null });
`;

interface Shown {
  readonly stage: { look(camera: { x: number; y: number; zoom: number }): void };
  readonly overlay: {
    select(labels: readonly number[]): void;
    pick(at: { x: number; y: number }, tolerance: number): { readonly id: number } | null;
  };
}

describeInBrowser("100,000 outlines over an image", () => {
  let browser: Browser;
  let page: Page;

  /** Looks at a place and decodes what is seen. */
  async function look(x: number, y: number, zoom: number) {
    await page.evaluate(
      (camera) => {
        (window as unknown as Shown).stage.look(camera);
        return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      },
      { x, y, zoom },
    );
    return decodePng(await page.screenshot());
  }

  beforeAll(async () => {
    const stdin = { contents: source, resolveDir: resolve(".") };
    const { outputFiles } = await build({ stdin, bundle: true, write: false, format: "iife", logLevel: "error" });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    await page.addScriptTag({ content: outputFiles[0]!.text });
  }, patience);

  afterAll(() => browser?.close());

  const isYellow = ([red, green, blue]: readonly [number, number, number]) => red > 140 && green > 110 && blue < 60;
  const isDark = (rgb: readonly [number, number, number]) => Math.max(...rgb) < 60;

  test("are drawn where they are: on their edges, not inside of them, not between them", async () => {
    const picture = await look(6010, 3010, 4); // the middle of a square in the middle of the view
    expect(isYellow(picture.at(400 - 40, 300))).toBe(true);
    expect(isYellow(picture.at(400 + 40, 310))).toBe(true);
    expect(isYellow(picture.at(390, 300 + 40))).toBe(true);
    expect(isDark(picture.at(400, 300))).toBe(true);
    expect(isDark(picture.at(400 - 60, 300))).toBe(true); // no line leads from one outline to the next
    await keepPicture(page, ".titer-stage", "outlines");
  });

  test("are dots when they are small, and none where there are none", async () => {
    const picture = await look(6000, 3000, 0.06);
    const lit = (left: number, top: number) => {
      let count = 0;
      for (let i = 0; i < 400; i++) if (!isDark(picture.at(left + (i % 20), top + Math.floor(i / 20)))) count++;
      return count;
    };
    expect(lit(390, 290)).toBeGreaterThan(100);
    expect(lit(5, 5)).toBe(0);
  });

  test("stand out when they are selected", async () => {
    await page.evaluate(() => (window as unknown as Shown).overlay.select([100 * 400 + 200 + 1]));
    const [red, green, blue] = (await look(6010, 3010, 4)).at(400 - 40, 300);
    expect([red < 120, green > 200, blue > 200]).toEqual([true, true, true]);
  });

  test("are found by the pointer", async () => {
    const pick = (x: number, y: number) =>
      page.evaluate((at) => (window as unknown as Shown).overlay.pick(at, 2)?.id ?? null, { x, y });
    expect(await pick(6010, 3010)).toBe(100 * 400 + 200 + 1);
    expect(await pick(6025, 3025)).toBeNull();
  });
});
