import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Camera } from "#extension/viewer/camera.js";
import type { ViewState } from "#extension/viewer/scene/viewState.js";
import { python } from "../lib/python.js";
import { complaintsOfAxe } from "./axe.js";
import { describeInBrowser, keepPicture, launch } from "./browser.js";
import { decodePng } from "./pixels.js";

const patience = 180_000;

describeInBrowser("the page of titer view", () => {
  const folder = mkdtempSync(join(tmpdir(), "titer-view-page-"));
  const plate = join(folder, "plate");
  const env = { ...process.env, XDG_RUNTIME_DIR: folder, TITER_ENGINE_IDLE_SECONDS: "2" };
  const complaints: string[] = [];
  let command: ChildProcess;
  let address = "";
  let browser: Browser;
  let page: Page;

  const state = () => page.evaluate(() => JSON.parse(sessionStorage.getItem("titer-view")!).views[0] as ViewState);
  const ready = () => page.locator(".titer-contrast:visible").waitFor();

  /** Where an image point lies on the page. */
  async function onPage(x: number, y: number): Promise<readonly [number, number]> {
    const box = (await page.locator(".titer-viewer .titer-canvas").first().boundingBox())!;
    const camera = (await state()).camera as Camera; // the image was zoomed
    return [
      box.x + (x - camera.x) * camera.zoom + box.width / 2,
      box.y + (y - camera.y) * camera.zoom + box.height / 2,
    ];
  }

  beforeAll(async () => {
    const titer = (...args: string[]) =>
      spawnSync(process.execPath, ["lib/bin/titer.js", ...args], { encoding: "utf8" });
    titer("synthesize", plate, "--wells", "2", "--sites", "1", "--channels", "1", "--size", "256", "--seed", "5");
    titer("read", plate, "--well", "A01", "--out", join(folder, "plane.npy"));
    command = spawn(process.execPath, ["lib/bin/titer.js", "view", plate, "--no-browser"], { env });
    command.stderr!.pipe(process.stderr);
    [address] = (await new Promise((resolve) =>
      createInterface(command.stdout!).once("line", (line) => resolve([line])),
    )) as [string];
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1100, height: 760 }, acceptDownloads: true });
    page.setDefaultTimeout(100_000);
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error.stack)));
    await page.goto(address);
    await ready();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    const ended = new Promise((resolve) => command.once("exit", resolve));
    command.kill("SIGINT");
    expect(await ended).toBe(0);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, patience);

  test("draws the pixels of the plate", async () => {
    const npy = readFileSync(join(folder, "plane.npy"));
    const pixels = new Uint16Array(Uint8Array.from(npy.subarray(npy.length - 2 * 256 * 256)).buffer);
    const brightest = pixels.indexOf(pixels.reduce((a, b) => Math.max(a, b)));
    const [x, y] = [brightest % 256, Math.floor(brightest / 256)];
    const box = (await page.locator(".titer-viewer .titer-canvas").first().boundingBox())!;
    const zoom = box.height / 256; // the whole image is shown
    await page.mouse.move(box.x + box.width / 2 + (x - 128) * zoom, box.y + (y + 0.5) * zoom);
    await page.mouse.wheel(0, -600);
    await page.waitForFunction(
      () => (JSON.parse(sessionStorage.getItem("titer-view")!).views[0].camera?.zoom ?? 0) > 8,
    );
    const { low, high, gamma } = (await state()).layers[0]!.look!;
    await page.locator(".titer-scaleBar").waitFor();
    const screen = decodePng(await page.screenshot());
    for (const [dx, dy] of [
      [0, 0],
      [3, 0],
      [0, 4],
      [-5, 2],
      [9, -7],
    ] as const) {
      const value = pixels[256 * (y + dy) + x + dx]!;
      const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
      const [red] = screen.at(...(await onPage(x + dx + 0.5, y + dy + 0.5)));
      expect(Math.abs(red - 255 * share ** gamma)).toBeLessThanOrEqual(1.5);
    }
    await keepPicture(page, ".titer-viewer", "view-page-pixels");
    await page.getByRole("button", { name: /Show all/ }).click();
    await page.locator(".titer-viewer .titer-canvas").first().focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press("+");
    await page.waitForFunction(
      () => (JSON.parse(sessionStorage.getItem("titer-view")!).views[0].camera?.zoom ?? 0) > 8,
    );
  });

  test("takes regions that roifile reads with the same coordinates, and reads them again", async () => {
    await page.locator(".titer-details summary").click();
    const tool = (name: string) => page.getByRole("toolbar", { name: "Regions" }).getByRole("button", { name }).click();
    const drag = async (...points: readonly [number, number][]) => {
      await page.mouse.move(...(await onPage(points[0]![0], points[0]![1])));
      await page.mouse.down();
      for (const point of points.slice(1)) await page.mouse.move(...(await onPage(...point)));
      await page.mouse.up();
    };
    const click = async (x: number, y: number) => page.mouse.click(...(await onPage(x, y)));
    await tool("Draw rectangles");
    await drag([110, 120], [120, 130]);
    await tool("Draw ellipses");
    await drag([130, 118], [142, 126]);
    await tool("Draw polygons");
    const corners = [
      [112, 134],
      [122, 133],
      [118, 141],
    ] as const;
    for (const [x, y] of corners) await click(x, y);
    await page.keyboard.press("Enter");
    await tool("Draw outlines freely");
    await drag([126, 132], [134, 132], [134, 140], [126, 140]);
    await tool("Draw lines");
    await drag([112, 146], [140, 146]);
    await tool("Set points");
    await click(115, 116);
    await click(125, 116);
    await page.getByLabel("Name of rectangle 1").fill("nucleus");
    await page.getByLabel("Name of rectangle 1").press("Tab");
    await page.getByRole("button", { name: /Show all/ }).click();
    await keepPicture(page, ".titer-viewer", "view-page-regions");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /by the browser$/ }).click();
    const path = join(folder, "drawn.zip");
    await (await download).saveAs(path);
    const rois = (await python(
      `import sys, json, roifile
print(json.dumps([[r.name, r.roitype.name, [r.left, r.top, r.right, r.bottom], r.coordinates().tolist()] for r in roifile.roiread(sys.stdin.read())]))`,
      path,
    )) as [string, string, number[], number[][]][];
    expect(rois.map(([name, type]) => [name, type])).toEqual([
      ["nucleus", "RECT"],
      ["ellipse 2", "OVAL"],
      ["polygon 3", "POLYGON"],
      ["freehand 4", "FREEHAND"],
      ["line 5", "LINE"],
      ["points 6", "POINT"],
    ]);
    expect(rois[0]![2]).toEqual([110, 120, 120, 130]);
    expect(rois[1]![2]).toEqual([130, 118, 142, 126]);
    rois[2]![3].forEach(([x, y], i) => {
      expect(Math.abs(x! - corners[i]![0])).toBeLessThan(0.02);
      expect(Math.abs(y! - corners[i]![1])).toBeLessThan(0.02);
    });
    expect(rois[4]![3].flat().map(Math.round)).toEqual([112, 146, 140, 146]);
    expect(rois[5]![3].flat().map(Math.round)).toEqual([115, 116, 125, 116]);
    await page.getByLabel("ROI file", { exact: true }).setInputFiles(path);
    await page.getByText("6 regions read from drawn.zip.").waitFor();
    expect(await page.locator(".titer-roi").count()).toBe(12);
  });

  test("says what is wrong with a file that is no archive", async () => {
    await page
      .getByLabel("ROI file", { exact: true })
      .setInputFiles({ name: "broken.zip", mimeType: "application/zip", buffer: Buffer.from("PK\x03\x04broken") });
    await page.getByText(/no ZIP archive/).waitFor();
  });

  test("shows the same after a reload", async () => {
    await page.locator(".titer-viewer .titer-canvas").first().focus();
    for (const key of ["+", "+", "ArrowLeft"]) await page.keyboard.press(key);
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("titer-view")!).views[0].camera !== null);
    const before = await state();
    await page.reload();
    await ready();
    expect(await state()).toEqual(before);
  });

  test("shows another view beside the first, whose camera follows until they are unlinked", async () => {
    await page.getByRole("button", { name: /^Add view/ }).click();
    const views = page.locator(".titer-grid-view");
    await views.nth(1).locator(".titer-contrast:visible").waitFor();
    await views.nth(1).getByLabel("Well").selectOption("A02");
    const cameras = () =>
      page.evaluate(() =>
        (JSON.parse(sessionStorage.getItem("titer-view")!).views as ViewState[]).map(({ camera }) => camera),
      );
    await views.nth(1).locator(".titer-canvas").focus();
    await page.keyboard.press("-");
    await page.keyboard.press("ArrowRight");
    const [first, second] = await cameras();
    expect(first).toEqual(second);
    await views
      .nth(0)
      .getByRole("button", { name: /Show all/ })
      .click();
    await keepPicture(page, ".titer-view-grid", "view-grid-light");
    await page.getByLabel("Linked cameras").uncheck();
    const [, before] = await cameras();
    await views.nth(0).locator(".titer-canvas").focus();
    await page.keyboard.press("ArrowDown");
    const [moved, still] = await cameras();
    expect(still).toEqual(before);
    expect(moved).not.toEqual(before);
    await views.nth(1).getByRole("button", { name: "Close this view" }).click();
    expect(await views.count()).toBe(1);
  });

  test.each(["light", "dark"] as const)("has nothing serious for axe in the %s theme", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    if (colorScheme === "dark") await page.locator(".titer-details summary").click();
    await keepPicture(page, ".titer-viewer", `view-page-${colorScheme}-2`);
    expect(await complaintsOfAxe(page, ["body"])).toEqual([]);
  });

  test("refuses an address without the token, in words", async () => {
    expect(complaints).toEqual([]);
    const other = await browser.newPage();
    await other.goto(address.replace(/#.*/, ""));
    await other.getByRole("alert").filter({ hasText: "The token is missing or wrong" }).waitFor();
    await other.close();
  });
});
