import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { describe, jest, test } from "@jest/globals";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { labMissing } from "./lab.js";

const flags = [
  "--no-sandbox",
  "--enable-unsafe-swiftshader",
  "--use-angle=swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page and what its console complained about. */
export interface Visit {
  readonly page: Page;
  /** Errors and uncaught exceptions that mention our code. */
  readonly complaints: readonly string[];
}

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** `describe` where a browser and JupyterLab are there; else a skipped test that says what is missing, or a failing one in CI. */
export function describeInBrowser(name: string, body: () => void): void {
  const missing = findChromium() === undefined ? "no Chromium or Chrome on PATH" : labMissing();
  if (missing === null) {
    jest.setTimeout(120_000); // drawing in software on a busy machine
    describe(name, body);
    return;
  }
  (process.env.CI === "true" ? test : test.skip)(`${name} needs what is not here: ${missing}`, () => {
    throw new Error(missing);
  });
}

/** A headless Chromium that draws WebGL in software. */
export async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium");
  return chromium.launch({ executablePath, args: flags });
}

/** Opens an address and waits for the notebook's cells and its kernel; without one, JupyterLab's question is answered with "No Kernel". */
export async function openNotebook(
  browser: Pick<BrowserContext, "newPage">,
  url: string,
  kernel: boolean,
): Promise<Visit> {
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1200, height: 1000 });
  page.setDefaultTimeout(100_000); // software drawing on a busy machine
  const complaints: string[] = [];
  page.on("console", (message) => {
    const text = `${message.text()} ${message.location().url}`;
    if (message.type() === "error" && /titer/i.test(text)) complaints.push(text);
  });
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".jp-Notebook .jp-Cell", { timeout: 60_000 });
  if (kernel) await page.locator(".jp-StatusBar-TextItem", { hasText: "| Idle" }).waitFor({ timeout: 60_000 });
  else await page.locator(".jp-Dialog button", { hasText: "No Kernel" }).click();
  return { page, complaints };
}

/** Runs a command of JupyterLab. */
export async function command(page: Page, id: string, args: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await page.evaluate(
    ([name, values]) => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: { commands: { execute(id: string, args: unknown): Promise<unknown> } };
      };
      return jupyterapp.commands.execute(name, values).then(() => undefined);
    },
    [id, args] as const,
  );
}

/** Switches to JupyterLab's dark theme and waits until it is there. */
export async function goDark(page: Page): Promise<void> {
  await command(page, "apputils:change-theme", { theme: "JupyterLab Dark" });
  await page.waitForSelector('body[data-jp-theme-light="false"]', { state: "attached" });
}

/** Saves a picture of an element for people to look at. */
export async function keepPicture(page: Page, selector: string, name: string): Promise<void> {
  const folder = resolve(".titer/screenshots");
  await mkdir(folder, { recursive: true });
  await page
    .locator(selector)
    .first()
    .screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
