import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { planeBundle } from "#lib/display/planeBundle.js";
import { planeMime } from "#lib/protocol/display.js";
import { describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";
import { decodePng, type Picture } from "./pixels.js";

const side = 200;
const patience = 120_000;

/** Four quadrants of 1000, 2000, 3000 and 4000, in reading order. */
const quadrants = planeBundle(
  {
    dtype: "uint16",
    height: side,
    width: side,
    spacing: { y: 0.5, x: 0.5 },
    data: Uint16Array.from({ length: side * side }, (_, i) => {
      const [y, x] = [Math.floor(i / side), i % side];
      return 1000 + 1000 * ((x >= side / 2 ? 1 : 0) + (y >= side / 2 ? 2 : 0));
    }),
  },
  "Quadrants",
);

/** A chess board of single pixels, 0 and 200, larger than its view. */
const chess = planeBundle(
  {
    dtype: "uint8",
    height: 1000,
    width: 1000,
    data: Uint8Array.from({ length: 1e6 }, (_, i) => 200 * ((i + Math.floor(i / 1000)) % 2)),
  },
  "Chess",
);

/** A screenshot of an image, after the frame that is under way was drawn. */
async function picture(canvas: Locator): Promise<Picture> {
  await canvas.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return decodePng(await canvas.screenshot());
}

/** Grey values in the middles of the quadrants. */
async function greys(canvas: Locator): Promise<number[]> {
  const shot = await picture(canvas);
  const points = [
    [1, 1],
    [3, 1],
    [1, 3],
    [3, 3],
  ] as const;
  return points.map(([x, y]) => shot.at((shot.width * x) / 4, (shot.height * y) / 4)[1]);
}

describeInBrowser("image planes in a saved notebook without a kernel", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;
  let canvas: Locator;

  beforeAll(async () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ source: `plane ${i}`, outputs: [quadrants] }));
    lab = await startLab({
      "planes.ipynb": notebookText([
        { source: "quadrants", outputs: [quadrants] },
        { source: "chess", outputs: [chess] },
      ]),
      "odd.ipynb": notebookText([
        { source: "other version", outputs: [{ [planeMime]: { ...(quadrants[planeMime] as object), version: 2 } }] },
        { source: "quadrants", outputs: [quadrants] },
      ]),
      "many.ipynb": notebookText(many),
    });
    browser = await launch();
  }, patience);

  beforeAll(async () => {
    visit = await openNotebook(browser, lab.page("lab/tree/planes.ipynb"), false);
    page = visit.page;
    canvas = page.locator(".titer-canvas").first();
    await page.locator(".titer-canvas").nth(1).waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("are drawn with the contrast that was saved", async () => {
    // limits 1000 and 4000: (value - 1000) / 3000 * 255
    expect(await greys(canvas)).toEqual([0, 85, 170, 255]);
    await keepPicture(page, ".titer-plane", "plane-light");
  });

  test("change with the contrast limits", async () => {
    const high = page.getByLabel("Upper contrast limit").and(page.locator("input")).first();
    await high.fill("2500");
    await high.press("Enter");
    expect(await greys(canvas)).toEqual([0, 170, 255, 255]);
    await page
      .getByRole("button", { name: /Automatic contrast/ })
      .first()
      .click();
    expect(await greys(canvas)).toEqual([0, 85, 170, 255]);
  });

  test("change with a limit that is dragged in the histogram", async () => {
    const handle = page.locator('.titer-limit[data-limit="low"]').first();
    const box = (await handle.boundingBox())!;
    const track = (await page.locator(".titer-histogram-box").first().boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(track.x + track.width / 2, box.y + 20);
    await page.mouse.up();
    const [first, second, third] = await greys(canvas); // low is now about 2500 of 1000 to 4000
    expect([first, second]).toEqual([0, 0]);
    expect(third).toBeGreaterThan(75);
    expect(third).toBeLessThan(95);
    await page
      .getByRole("button", { name: /Automatic contrast/ })
      .first()
      .click();
  });

  test("take another colour map", async () => {
    await page.getByLabel("Colour map").first().selectOption("viridis");
    const shot = await picture(canvas);
    expect(shot.at(shot.width / 4, shot.height / 4)).toEqual([0x44, 0x01, 0x54]);
    expect(shot.at((shot.width * 3) / 4, (shot.height * 3) / 4)).toEqual([0xfd, 0xe7, 0x25]);
    await page.getByLabel("Colour map").first().selectOption("gray");
  });

  test("draw what changed while they were hidden, as they are when JupyterLab changes themes", async () => {
    await page.evaluate(() => {
      const output = document.querySelector<HTMLElement>(".titer-output")!;
      const map = output.querySelector("select")!;
      map.value = "inverted gray";
      map.dispatchEvent(new Event("change")); // asks for a frame, in which the output is hidden
      output.style.display = "none";
      return new Promise<void>((done) =>
        requestAnimationFrame(() => {
          output.style.display = "";
          done();
        }),
      );
    });
    expect(await greys(canvas)).toEqual([255, 170, 85, 0]);
    await page.getByLabel("Colour map").first().selectOption("gray");
  });

  test("tell position and value under the pointer, in pixels and micrometres", async () => {
    const box = (await canvas.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.75 + 1, box.y + box.height * 0.25 + 1);
    await expect(page.locator(".titer-readout").first().textContent()).resolves.toMatch(
      /^x 150, y 50 \(75\.0, 25\.0 µm\): 2000$/,
    );
  });

  test("zoom at the pointer with the wheel once they have the focus, and fit again by a key", async () => {
    const box = (await canvas.boundingBox())!;
    await canvas.click({ position: { x: box.width * 0.75, y: box.height * 0.25 } });
    for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -240);
    await page.waitForFunction(
      () => Number.parseFloat(document.querySelector(".titer-zoom")?.textContent ?? "0") > 2000,
    );
    expect(await greys(canvas)).toEqual([85, 85, 85, 85]);
    await canvas.press("0");
    expect(await greys(canvas)).toEqual([0, 85, 170, 255]);
  });

  test("move by drag and by arrow keys", async () => {
    const box = (await canvas.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    const shot = await picture(canvas);
    expect(shot.at(shot.width * 0.8, shot.height / 4)[1]).toBe(0); // the upper left quadrant came to the right
    for (let i = 0; i < 20; i++) await canvas.press("ArrowRight");
    expect((await picture(canvas)).at(shot.width * 0.25, shot.height / 4)[1]).toBe(85);
    await canvas.press("0");
  });

  test("show the mean of pixels when zoomed out", async () => {
    await page.locator(".titer-canvas").nth(1).scrollIntoViewIfNeeded();
    const shot = await picture(page.locator(".titer-canvas").nth(1));
    const row = Array.from({ length: 50 }, (_, i) => shot.at(100 + i, 100)[1]);
    for (const grey of row) expect(Math.abs(grey - 127.5)).toBeLessThan(30);
  });

  test("look right in the dark theme, too", async () => {
    await goDark(page);
    await canvas.scrollIntoViewIfNeeded();
    expect(await greys(canvas)).toEqual([0, 85, 170, 255]);
    await keepPicture(page, ".titer-plane", "plane-dark");
  });

  test(
    "share one graphics context, however many there are, and come back when it is lost",
    async () => {
      const context = await browser.newContext({ viewport: { width: 1200, height: 1000 } });
      await context.addInitScript(recordContexts);
      const many = await openNotebook(context, lab.page("lab/workspaces/many/tree/many.ipynb"), false);
      const recorded = () => many.page.evaluateHandle(() => (window as unknown as Recorded).recorded);
      const visible = (selector: string) => many.page.locator(selector).filter({ visible: true }).first();
      await many.page.locator(".titer-canvas").nth(10).waitFor({ state: "attached" });
      expect(await (await recorded()).evaluate((list) => list.length)).toBe(1);
      await (await recorded()).evaluate((list) => list[0]?.loseContext());
      const lost = ".titer-stage-message:not([hidden])";
      await many.page.waitForSelector(lost, { state: "attached" });
      await (await recorded()).evaluate((list) => list[0]?.restoreContext());
      await many.page.waitForFunction((selector) => document.querySelector(selector) === null, lost);
      await visible("button:text-is('Full')").click();
      expect(await greys(visible(".titer-canvas"))).toEqual([0, 85, 170, 255]);
      expect(many.complaints).toEqual([]);
      await context.close();
    },
    patience,
  );

  test(
    "say what is wrong with an output of another version, and are still images without WebGL2",
    async () => {
      const context = await browser.newContext();
      await context.addInitScript(withoutWebGl2);
      const odd = await openNotebook(context, lab.page("lab/workspaces/odd/tree/odd.ipynb"), false);
      await odd.page.getByText("This image output has version 2; this Titer reads version 1.").waitFor();
      const still = odd.page.getByRole("img", { name: "Quadrants" });
      await still.scrollIntoViewIfNeeded();
      const shot = decodePng(await still.screenshot());
      expect(shot.at(shot.width * 0.75, shot.height * 0.25)[1]).toBe(85);
      await odd.page.getByText("A still image: this browser has no WebGL2.").waitFor();
      await context.close();
    },
    patience,
  );

  test("leave no complaint in the console", () => {
    expect(visit.complaints).toEqual([]);
  });
});

interface Recorded {
  recorded: { loseContext(): void; restoreContext(): void }[];
}

/** Runs in the page before anything else: keeps the handle by which a test can lose a WebGL context. */
function recordContexts(): void {
  const recorded: Recorded["recorded"] = [];
  (window as unknown as Recorded).recorded = recorded;
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...parameters: unknown[]) {
    const context = Reflect.apply(original, this, parameters);
    if (context instanceof WebGL2RenderingContext) recorded.push(context.getExtension("WEBGL_lose_context")!);
    return context;
  } as typeof original;
}

/** Runs in the page before anything else: a browser that has no WebGL2. */
function withoutWebGl2(): void {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...parameters: unknown[]) {
    return parameters[0] === "webgl2" ? null : Reflect.apply(original, this, parameters);
  } as typeof original;
}
