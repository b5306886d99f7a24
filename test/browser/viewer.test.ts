import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { viewMime } from "#lib/stream/index.js";
import { command, describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";
import { decodePng } from "./pixels.js";

const patience = 300_000;
const realPlate = resolve("../shared/plates/ix_faim_9987_3433");
const python = resolve(".titer/venv/bin/python");
const kernelspec = { name: "titer", display_name: "TypeScript (Titer)" };

/** Greens and magentas (red = blue) of a part of two planes, by tifffile and NumPy: `[(g, m), ...]` row by row. */
function blendOf(
  files: readonly string[],
  limits: readonly (readonly [low: number, high: number])[],
  part: { readonly x: number; readonly y: number; readonly side: number },
): number[][] {
  const program = [
    "import sys, json, numpy as np, tifffile",
    "files, limits, p = json.loads(sys.argv[1])",
    "shown = []",
    "for f, (low, high) in zip(files, limits):",
    "    a = tifffile.imread(f).astype(np.float64)[p['y']:p['y']+p['side'], p['x']:p['x']+p['side']]",
    "    shown.append(np.round(np.clip((a - low) / (high - low), 0, 1) * 255).astype(int).ravel())",
    "print(json.dumps(np.stack(shown, 1).tolist()))",
  ].join("\n");
  const text = execFileSync(python, ["-c", program, JSON.stringify([files, limits, part])]).toString();
  return JSON.parse(text) as number[][];
}

/** A plate of 384 wells, made by a process of its own: jest's modules run several times slower. */
function makePlate(path: string): void {
  const options = { wells: 384, sites: 1, channels: 2, z: 1, size: 256, overlap: 0, seed: 5 };
  const program = `import { synthesize } from "titer"; await synthesize(${JSON.stringify(path)}, ${JSON.stringify(options)});`;
  execFileSync(process.execPath, ["--input-type=module", "-e", program]);
}

/** Waits until a viewer shows all that it wants, drawn. */
async function settled(viewer: Locator): Promise<void> {
  await viewer.locator(".titer-contrast:visible").waitFor();
  const node = await viewer.elementHandle();
  await viewer
    .page()
    .waitForFunction((shown) => shown?.getAttribute("data-complete") === "true", node, { timeout: 60_000 });
}

async function setLimits(viewer: Locator, layer: string, [low, high]: readonly [number, number]): Promise<void> {
  await viewer.locator(".titer-layer", { hasText: layer }).click();
  for (const [label, value] of [
    ["Upper contrast limit", 65535],
    ["Lower contrast limit", low],
    ["Upper contrast limit", high],
  ] as const) {
    const input = viewer.getByLabel(label).and(viewer.locator("input"));
    await input.fill(String(value));
    await input.press("Enter");
  }
}

describeInBrowser("a viewer in JupyterLab", () => {
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;
  let viewer: Locator;
  /** What pages sent to the hub. */
  const sent: { readonly kind: string }[] = [];
  const plate384 = join(tmpdir(), `titer-viewer-384-${process.pid}`);

  beforeAll(async () => {
    makePlate(plate384);
    const opened = `import { view } from "titer";\nawait view(${JSON.stringify(realPlate)}, { well: "B03" })`;
    lab = await startLab({ "view.ipynb": notebookText([{ source: opened }], kernelspec) });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/view.ipynb"), true);
    page = visit.page;
    page.on("websocket", (socket) =>
      socket.on("framesent", ({ payload }) => {
        if (typeof payload === "string" && payload.startsWith("{")) sent.push(JSON.parse(payload) as { kind: string });
      }),
    );
    await command(page, "notebook:run-all-cells");
    viewer = page.locator(".titer-viewer");
    await settled(viewer);
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    execFileSync("rm", ["-rf", plate384, `${plate384}.truth`]);
  }, patience);

  test(
    "blends channels as NumPy does, pixel by pixel",
    async () => {
      await page.addStyleTag({ content: ".titer-stage { width: 400px; height: 400px; flex: none !important; }" });
      const limits = [
        [600, 3000],
        [200, 2500],
      ] as const;
      await setLimits(viewer, "DAPI", limits[0]);
      await setLimits(viewer, "FITC", limits[1]);
      await viewer.getByRole("button", { name: /One image pixel/ }).click();
      await settled(viewer);
      const shot = await pictureOf(viewer);
      const files = [1, 2].map((w) => join(realPlate, `TimePoint_1/ZStep_1/9987_B03_s1_w${w}.TIF`));
      const side = 100;
      const wanted = blendOf(files, limits, { x: 128, y: 128, side }); // the image's middle is the view's
      let worst = 0;
      for (const [i, [green = 0, magenta = 0]] of wanted.entries()) {
        const [r, g, b] = shot.at(200 + (i % side), 200 + Math.floor(i / side));
        worst = Math.max(worst, Math.abs(g - green), Math.abs(r - magenta), Math.abs(b - magenta));
      }
      expect(worst).toBeLessThanOrEqual(1);
      expect(Math.max(...wanted.flat())).toBeGreaterThan(100); // there is something to see
      await keepPicture(page, ".titer-viewer", "viewer-cell-light");
    },
    patience,
  );

  test("a channel that is switched off is gone", async () => {
    await viewer.getByLabel("Show FITC").uncheck();
    await settled(viewer);
    const shot = await pictureOf(viewer);
    const reds = Array.from({ length: 400 }, (_, i) => shot.at(i, 200)[0]);
    expect(Math.max(...reds)).toBe(0);
    await viewer.getByLabel("Show FITC").check();
  });

  test("tells the values under the pointer", async () => {
    await settled(viewer);
    await viewer.locator("canvas").hover({ position: { x: 210, y: 220 } });
    const readout = (await viewer.locator(".titer-readout").textContent())!;
    const [, x, y, told] = /^B03 {2}x (13[78]), y (14[78]) .* DAPI (\d+) /.exec(readout) ?? [];
    const program = "import tifffile, sys; print(tifffile.imread(sys.argv[1])[int(sys.argv[2]), int(sys.argv[3])])";
    const file = join(realPlate, "TimePoint_1/ZStep_1/9987_B03_s1_w1.TIF");
    expect(told).toBe(execFileSync(python, ["-c", program, file, y!, x!]).toString().trim());
  });

  test("goes to other z planes, sites and wells by keys, and says where it is", async () => {
    await viewer.locator("canvas").focus();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("s");
    await page.keyboard.press("W");
    expect(await viewer.getByLabel("Z", { exact: true }).getAttribute("aria-valuetext")).toBe("2");
    expect(await viewer.getByLabel("Site", { exact: true }).getAttribute("aria-valuetext")).toBe("2");
    expect(await viewer.locator(".titer-viewer-title").textContent()).toContain("B02");
  });

  test(
    "is a picture in the saved notebook, as it was seen last, for those without a kernel",
    async () => {
      await settled(viewer);
      const seen = await pictureOf(viewer);
      const kept = await savedOutput(page, join(lab.root, "view.ipynb"));
      const picture = decodePng(Buffer.from(kept["image/png"] as string, "base64"));
      expect([picture.width, picture.height]).toEqual([seen.width, seen.height]);
      expect(picture.at(120, 120)).toEqual(seen.at(120, 120));
      const visitor = await openNotebook(browser, lab.page("lab/workspaces/still/tree/still.ipynb"), false);
      await visitor.page.getByText("A still image: start the notebook's kernel").waitFor();
      const still = await visitor.page.locator(".titer-still img").getAttribute("src");
      expect(still).toBe(`data:image/png;base64,${kept["image/png"]}`);
      expect(visitor.complaints).toEqual([]);
      await visitor.page.close();
    },
    patience,
  );

  test(
    "goes on by itself when the engine is gone",
    async () => {
      const line = viewer.locator(".titer-viewer-line");
      process.kill(enginePid(dirname(lab.root)), "SIGKILL");
      await line.filter({ hasNotText: "WebSocket" }).waitFor();
      await line.filter({ hasText: "WebSocket" }).waitFor();
      await viewer.getByLabel("Well").selectOption("B03");
      await settled(viewer);
      expect(await viewer.locator(".titer-viewer-title").textContent()).toContain("B03");
      expect(await viewer.locator(".titer-viewer-notice").isVisible()).toBe(false);
    },
    patience,
  );

  test(
    "opens a plate of 384 wells with at most five requests, zooms from the plate to the pixel, and opens a well by a click",
    async () => {
      sent.length = 0;
      await command(page, "titer:view", {
        address: { source: { kind: "folder", path: plate384 }, mode: "plate" },
        session: "view.ipynb",
      });
      const tab = page.locator(".titer-view-tab .titer-viewer");
      await settled(tab);
      const requests = sent.filter(({ kind }) => ["describe", "overview", "planes", "hello"].includes(kind));
      expect(requests.length).toBeLessThanOrEqual(5);
      await keepPicture(page, ".titer-view-tab", "viewer-plate-light");
      const canvas = tab.locator("canvas");
      const zoom = Number.parseFloat((await tab.locator(".titer-zoom").textContent())!) / 100;
      const pitch = 272 * zoom; // a well of 256 pixels and the gap; the plate's middle lies between wells
      const at = await middleOf(canvas);
      const middle = { x: at.x + pitch / 2, y: at.y + pitch / 2 };
      await page.mouse.move(middle.x, middle.y);
      for (let i = 0; i < 14; i++) await page.mouse.wheel(0, -200);
      await settled(tab);
      expect(sent.filter(({ kind }) => kind === "planes").length).toBeGreaterThan(0);
      expect(Number.parseFloat((await tab.locator(".titer-zoom").textContent())!)).toBeGreaterThan(500);
      await page.mouse.move(middle.x + 1, middle.y + 1);
      expect(await tab.locator(".titer-readout").textContent()).toMatch(/[A-P]\d\d {2}x \d+, y \d+.*DAPI \d+/);
      await page.keyboard.press("0");
      await page.mouse.click(middle.x, middle.y);
      await settled(tab);
      expect(await tab.locator(".titer-viewer-title").textContent()).toMatch(/, [HI]1[23]$/);
      await goDark(page);
      await keepPicture(page, ".titer-view-tab", "viewer-well-dark");
    },
    patience,
  );

  test(
    "comes back as it was when the page is reloaded",
    async () => {
      const tab = page.locator(".titer-view-tab .titer-viewer");
      await setLimits(tab, "DAPI", [500, 5000]);
      await tab.getByLabel("Show FITC").uncheck();
      await page.waitForTimeout(2000); // JupyterLab saves its workspace a second after the last change
      await page.reload({ waitUntil: "domcontentloaded" });
      await settled(tab);
      expect(await tab.getByLabel("Lower contrast limit").and(tab.locator("input")).inputValue()).toBe("500");
      expect(await tab.getByLabel("Show FITC").isChecked()).toBe(false);
      expect(await tab.locator(".titer-viewer-title").textContent()).toMatch(/, [HI]1[23]$/);
    },
    patience,
  );

  test(
    "has no serious finding of axe, light and dark",
    async () => {
      const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      await page.evaluate(axe);
      expect(await seriousFindings(page)).toEqual([]);
      await command(page, "apputils:change-theme", { theme: "JupyterLab Light" });
      await page.waitForSelector('body[data-jp-theme-light="true"]', { state: "attached" });
      expect(await seriousFindings(page)).toEqual([]);
    },
    patience,
  );

  test("leaves no complaint in the console", () => {
    expect(visit.complaints.filter((text) => !text.includes("ERR_CONNECTION_REFUSED"))).toEqual([]); // the engine that was killed
  });
});

/** What the notebook's first output holds once it is saved with what is seen; kept as `still.ipynb` too, without a kernel. */
async function savedOutput(page: Page, path: string): Promise<Readonly<Record<string, unknown>>> {
  for (let patienceLeft = 60; patienceLeft > 0; patienceLeft--) {
    await command(page, "docmanager:save");
    const saved = JSON.parse(readFileSync(path, "utf8")) as {
      cells: { outputs: { data: Record<string, unknown> }[] }[];
    };
    const data = saved.cells[0]?.outputs[0]?.data ?? {};
    const { state } = (data[viewMime] ?? {}) as { state?: { place: { well: string; z: number } } };
    if (state?.place.well === "B02" && state.place.z === 2) {
      writeFileSync(join(dirname(path), "still.ipynb"), JSON.stringify({ ...saved, metadata: {} }));
      return data;
    }
    await page.waitForTimeout(1000); // the output takes its picture a second after the last change
  }
  throw new Error("the notebook does not hold what is seen");
}

async function pictureOf(viewer: Locator) {
  const data = await viewer.locator("canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  return decodePng(Buffer.from(data.split(",")[1]!, "base64"));
}

async function middleOf(canvas: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await canvas.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

/** The process of the engine that keeps its record below a folder. */
function enginePid(home: string): number {
  const record = readdirSync(home, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith("engine.json"));
  return (JSON.parse(readFileSync(join(home, record!), "utf8")) as { pid: number }).pid;
}

/** What axe finds in viewers that is serious or critical. */
function seriousFindings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: string,
          options: object,
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(".titer-viewer", {});
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}
