import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { writePlate } from "../lib/engine/support.js";
import { describeInBrowser, goDark, keepPicture, launch } from "./browser.js";
import { type Lab, startLab } from "./lab.js";

const patience = 120_000;

const rows = ["A", "B", "C", "D"];
const wells = rows.flatMap((row) => ["01", "02", "03", "04", "05", "06"].map((column) => `${row}${column}`));

const code = `import { FunctionStep } from "titer";
import { gaussianBlur, stackPercentileNormalize, tophat } from "titer/functions";
export default [
  new FunctionStep({ name: "normalize", func: stackPercentileNormalize }),
  new FunctionStep({ name: "background", func: tophat.with({ selemRadius: 4 }) }),
  new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 2 }) }),
];
`;

describeInBrowser("Titer's panel", () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  const panel = (): Locator => page.locator("#titer-panel");
  const card = (name: string): Locator => panel().locator(".titer-plate", { hasText: name }).first();
  const state = (name: string, words: RegExp): Promise<void> =>
    card(name).locator(".titer-plate-state", { hasText: words }).waitFor();
  const inDialog = (): Locator => page.locator(".jp-Dialog");
  const press = (name: string, verb: string): Promise<void> =>
    card(name)
      .locator(".titer-plate-buttons button", { hasText: new RegExp(`^${verb}$`) })
      .click();

  /** Gives a plate its pipeline through the dialog, as code. */
  const choosePipeline = async (name: string, text: string): Promise<void> => {
    await card(name).locator(".titer-plate-choice").click();
    await inDialog().locator("select").selectOption("code");
    await inDialog().locator("textarea").fill(text);
    await inDialog().getByRole("button", { name: "Use" }).click();
  };

  /** Violations of accessibility rules that matter, in a part of the page. */
  const violations = async (selector: string): Promise<readonly string[]> => {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    return page.evaluate(async (part) => {
      type Axe = {
        run(node: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
      const found = await (window as unknown as { axe: Axe }).axe.run(part);
      return found.violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
    }, selector);
  };

  beforeAll(async () => {
    lab = await startLab({ "pipelines/count.ts": code });
    writePlate(join(lab.root, "screen-1"), wells, 2, 2, 1);
    writePlate(join(lab.root, "screen-2"), ["A01", "A02"], 1, 2, 1);
    browser = await launch();
    page = await browser.newPage();
    await page.setViewportSize({ width: 1400, height: 1000 });
    page.setDefaultTimeout(60_000);
    page.on("console", (message) => {
      const text = `${message.text()} ${message.location().url}`;
      if (message.type() === "error" && /titer/i.test(text)) complaints.push(text);
    });
    page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
    await page.goto(lab.page("lab"), { waitUntil: "domcontentloaded" });
    await page.locator("#jp-main-dock-panel").waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("opens a plate with the mouse, in a kernel of its own", async () => {
    await page.locator('li[data-id="titer-panel"]').click();
    await panel().getByRole("button", { name: "Open a plate by its path" }).click();
    await inDialog().locator("input").first().fill("screen-1");
    await inDialog().getByRole("button", { name: "Open", exact: true }).click();
    await state("screen-1", /^ready$/);
    await panel().getByText("Kernel of titer-panel").waitFor();
    expect(await card("screen-1").locator(".titer-plate-facts").textContent()).toMatch(
      /imagexpress · 24 wells · 2 sites · 2 channels/,
    );
  });

  test("a pipeline that can't run lists its problems by step, and a mended one compiles", async () => {
    await choosePipeline(
      "screen-1",
      code.replace('name: "blur"', 'name: "blur", groupBy: "channel", variableComponents: ["channel"]'),
    );
    await press("screen-1", "Compile");
    await state("screen-1", /^compile failed$/);
    await card("screen-1").locator(".titer-plate-problems button", { hasText: "blur" }).waitFor();
    await keepPicture(page, "#titer-panel", "panel-problem-light");
    await choosePipeline("screen-1", code);
    await press("screen-1", "Compile");
    await state("screen-1", /^compiled: 24 wells, 3 steps$/);
  });

  test("chosen wells run, are watched and shown in words and on the map", async () => {
    const map = card("screen-1").locator(".titer-map-surface");
    await map.focus();
    for (const key of ["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown"]) await map.press(key);
    await card("screen-1").getByText("6 of 24 wells").waitFor();
    await press("screen-1", "Run");
    await state("screen-1", /^completed$/);
    await map.focus();
    await card("screen-1").locator(".titer-map-detail", { hasText: "done" }).waitFor();
    await panel().locator(".titer-runs li[data-state=completed]").first().waitFor();
    await keepPicture(page, "#main", "panel-light");
  });

  test("the monitor shows steps, events and logs", async () => {
    await press("screen-1", "Monitor");
    const monitor = page.locator(".titer-monitor");
    await monitor.locator(".titer-steps li[data-state=done]").nth(2).waitFor();
    await monitor.getByRole("tab", { name: "Events" }).click();
    await monitor.locator(".titer-events li", { hasText: "Ended: completed" }).waitFor();
    await monitor.getByRole("tab", { name: "Logs" }).click();
    await monitor.locator(".titer-log li", { hasText: "run queued" }).waitFor();
    await keepPicture(page, "#main", "monitor-light");
  });

  test("nothing serious is wrong for assistive technology, in both themes", async () => {
    expect(await violations("#titer-panel")).toEqual([]);
    expect(await violations(".titer-monitor")).toEqual([]);
    await goDark(page);
    await keepPicture(page, "#main", "panel-dark");
    expect(await violations("#titer-panel")).toEqual([]);
    expect(await violations(".titer-monitor")).toEqual([]);
  });

  test("no error was written to the console", () => {
    expect(complaints).toEqual([]);
  });
});
