import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { Problem } from "../../setup/problem.js";

/** A headless Chromium. @returns {Promise<import("playwright-core").Browser>} */
export async function openBrowser() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const executablePath = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  if (executablePath === undefined) throw new Problem("No Chromium on PATH: install one to measure the extension.");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

/**
 * Milliseconds from the request for JupyterLab's page until its layout is there: on the clock, and of the page's main thread, which other
 * programs on the machine do not lengthen.
 *
 * @param {import("playwright-core").Browser} browser @param {string} url
 */
export async function startMs(browser, url) {
  const context = await browser.newContext(); // nothing cached
  try {
    const page = await context.newPage();
    const inspector = await context.newCDPSession(page);
    await inspector.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(url, { waitUntil: "domcontentloaded" });
    const clock = await page.evaluate(async () => {
      /** @type {Window & { jupyterapp?: { restored: Promise<void> } }} */
      const holder = window;
      while (holder.jupyterapp === undefined) await new Promise((done) => setTimeout(done, 2));
      await holder.jupyterapp.restored;
      return performance.now();
    });
    const { metrics } = await inspector.send("Performance.getMetrics");
    const seconds = metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
    return { clock, thread: seconds * 1000 };
  } finally {
    await context.close();
  }
}

/**
 * Milliseconds between frames while something in a page is scrolled from end to end.
 *
 * @param {import("playwright-core").Page} page @param {string} selector of what scrolls
 * @returns {Promise<number[]>}
 */
export function scrollFrames(page, selector) {
  return page.evaluate(async (what) => {
    const box = document.querySelector(what);
    if (box === null) throw new Error(`nothing is ${what}`);
    /** @type {number[]} */
    const gaps = [];
    let last = performance.now();
    for (let at = 0; at <= box.scrollHeight; at += 60) {
      box.scrollTop = at;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps.slice(1);
  }, selector);
}
