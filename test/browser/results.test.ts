import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { parseCsv, Table } from "#lib/results/index.js";
import { complaintsOfAxe } from "./axe.js";
import { describeInBrowser, goDark, keepPicture, launch, openNotebook, type Visit } from "./browser.js";
import { type Lab, startLab } from "./lab.js";
import { notebookText } from "./notebook.js";

const patience = 180_000;
const rows = 100_000;
const wellNames = [..."ABCDEFGH"].flatMap((row) =>
  Array.from({ length: 12 }, (_, i) => `${row}${String(i + 1).padStart(2, "0")}`),
);

/** Objects of two kinds, small bright ones and large dark ones, in 96 wells. */
function objects(): Table {
  const of = (make: (i: number) => number) => Array.from({ length: rows }, (_, i) => make(i));
  const noise = (i: number) => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
  const small = (i: number) => i % 3 === 0;
  return new Table(
    [
      { name: "well", type: "string" },
      { name: "site", type: "integer" },
      { name: "label", type: "integer" },
      { name: "area", type: "number", unit: "µm²", doc: "Size of the object." },
      { name: "meanIntensity", type: "number" },
      { name: "touchesBorder", type: "boolean" },
    ],
    {
      well: Array.from({ length: rows }, (_, i) => wellNames[i % 96]!),
      site: of((i) => (Math.floor(i / 96) % 4) + 1),
      label: of((i) => Math.floor(i / 384) + 1),
      area: of((i) => (small(i) ? 20 + 10 * noise(i) : 80 + 40 * noise(i))),
      meanIntensity: of((i) => (small(i) ? 3000 : 900) + 400 * noise(7 * i)),
      touchesBorder: Array.from({ length: rows }, (_, i) => i % 11 === 0),
    },
    { title: "objects of screen-1", source: { kind: "run", runId: "r" } },
  );
}

describeInBrowser("a table of 100,000 objects in a saved notebook", () => {
  const table = objects();
  let lab: Lab;
  let browser: Browser;
  let visit: Visit;
  let page: Page;
  const grid = () => page.locator(".titer-grid").first();
  const status = () => page.locator(".titer-results-status").first().textContent();
  const column = (index: number) => page.locator(`.titer-grid-body [data-column="${index}"]`).allTextContents();

  beforeAll(async () => {
    const bundle = await table.toBundle();
    lab = await startLab({
      "table.ipynb": notebookText([
        { source: "", outputs: [bundle] },
        { source: "", outputs: [bundle] },
      ]),
    });
    browser = await launch();
    visit = await openNotebook(browser, lab.page("lab/tree/table.ipynb"), false);
    page = visit.page;
    await page.locator(".titer-grid-body .titer-grid-row").first().waitFor();
  }, patience);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, patience);

  test("says how many rows there are, and keeps few of them on the page", async () => {
    expect(await status()).toBe("100,000 rows");
    expect(await grid().getAttribute("aria-rowcount")).toBe("100002");
    expect(await grid().locator(".titer-grid-body .titer-grid-row").count()).toBeLessThan(40);
    await keepPicture(page, ".titer-results", "results-light");
  });

  test("shows the last row after the key End", async () => {
    await grid().focus();
    await page.keyboard.press("Control+End");
    await page.locator('.titer-grid-row[aria-rowindex="100002"]').first().waitFor();
    const last = page.locator('.titer-grid-row[aria-rowindex="100002"]').first();
    expect(await last.locator('[data-column="2"]').textContent()).toBe(String(table.column("label")[rows - 1]));
    expect(await last.getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Control+Home");
    await page.locator('.titer-grid-row[aria-rowindex="3"]').first().waitFor();
  });

  test("sorts by a column, and says so", async () => {
    const head = grid().getByRole("columnheader", { name: "area" });
    await head.getByRole("button").click();
    await head.getByRole("button").click();
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    await grid().focus();
    await page.keyboard.press("Control+Home");
    const largest = [...(table.column("area") as number[])].sort((a, b) => b - a).slice(0, 5);
    await page.waitForFunction(() => document.querySelector(".titer-grid")!.scrollTop === 0);
    expect((await column(3)).slice(0, 5)).toEqual(largest.map((value) => String(Number(value.toPrecision(6)))));
  });

  test("filters by columns, and says what a filter cannot be", async () => {
    await page
      .getByLabel(/^Filter area/)
      .first()
      .fill(">110");
    await page
      .getByLabel(/^Filter well/)
      .first()
      .fill("=B03");
    const wanted = table.filter(({ area, well }) => (area as number) > 110 && well === "B03").length;
    expect(await status()).toMatch(new RegExp(`^${wanted} of 100,000 rows`));
    await page
      .getByLabel(/^Filter area/)
      .first()
      .fill("large");
    expect(
      await page
        .getByLabel(/^Filter area/)
        .first()
        .getAttribute("aria-invalid"),
    ).toBe("true");
    expect(await status()).toContain("Type 5, !=5");
    await page.getByRole("button", { name: "Take all filters away" }).first().click();
    expect(await status()).toMatch(/^100,000 rows/);
  });

  test("selects the same objects in another table of the same run", async () => {
    await page
      .getByLabel(/^Filter well/)
      .first()
      .fill("=C04");
    await page.locator(".titer-grid-body .titer-grid-row").first().locator('[data-column="2"]').click();
    const chosen = await page
      .locator('.titer-grid-row[aria-selected="true"]')
      .first()
      .locator(".titer-grid-cell")
      .allTextContents();
    const other = page.locator(".titer-grid").nth(1);
    await other.scrollIntoViewIfNeeded();
    await other.locator('.titer-grid-row[aria-selected="true"]').waitFor();
    const theirs = await other
      .locator('.titer-grid-row[aria-selected="true"]')
      .locator(".titer-grid-cell")
      .allTextContents();
    expect(theirs).toEqual(chosen);
    await page.getByRole("button", { name: "Take all filters away" }).first().click();
  });

  test("gates in a scatter plot: the rows inside are selected, kept under a name, shown alone and saved", async () => {
    await page
      .getByLabel(/^Filter well/)
      .first()
      .fill("B"); // drawing all of them in software takes long
    await page
      .getByRole("button", { name: /Scatter plot/ })
      .first()
      .click();
    const plot = page.locator(".titer-results-plot").first();
    await plot.locator(".drag").first().waitFor();
    await plot.scrollIntoViewIfNeeded();
    const area = (await plot.locator(".nsewdrag").boundingBox())!;
    const inside = [
      [0.02, 0.02],
      [0.4, 0.02],
      [0.4, 0.5],
      [0.02, 0.5],
    ].map(([x, y]) => [area.x + x! * area.width, area.y + y! * area.height] as const);
    await page.mouse.move(...inside[0]!);
    await page.mouse.down();
    for (const point of [...inside.slice(1), inside[0]!]) await page.mouse.move(...point, { steps: 4 });
    await page.mouse.up();
    const small = table.filter(({ area: size, well }) => (size as number) < 50 && String(well).startsWith("B")).length;
    await page.waitForFunction(
      (text) => document.querySelector(".titer-results-status")?.textContent?.includes(text),
      `${small.toLocaleString("en")} selected`,
    );
    await page
      .getByRole("button", { name: /Name the outline/ })
      .first()
      .click();
    await page.getByLabel("Rows of a gate").first().selectOption("gate 1");
    expect(await status()).toContain(`${small.toLocaleString("en")} of 100,000 rows`);
    await keepPicture(page, ".titer-results", "results-gate-light");
    const download = page.waitForEvent("download");
    await page
      .getByRole("button", { name: /as a CSV file$/ })
      .first()
      .click();
    const saved = parseCsv(await readFile(await (await download).path(), "utf8"));
    expect(saved.length).toBe(small);
    expect(saved.column("gate 1").every((cell) => cell === true)).toBe(true);
  });

  test("sums up wells, and shows them as a plate", async () => {
    await page.getByRole("button", { name: "Take all filters away" }).first().click();
    await page
      .getByRole("button", { name: /A row per well/ })
      .first()
      .click();
    expect(await status()).toMatch(/^96 rows/);
    const mean = table.groupMean("well", "area").row(0).area as number;
    expect((await column(2))[0]).toBe(String(Number(mean.toPrecision(6))));
    await page.getByLabel("Kind of plot").first().selectOption("plate");
    await page.locator(".titer-results-plot .hm, .titer-results-plot image").first().waitFor();
    await keepPicture(page, ".titer-results", "results-wells-light");
  });

  test.each(["light", "dark"])("has nothing serious for axe in the %s theme", async (theme) => {
    if (theme === "dark") await goDark(page);
    expect(await complaintsOfAxe(page, [".titer-results"])).toEqual([]);
    await keepPicture(page, ".titer-results", `results-wells-${theme}`);
    expect(visit.complaints).toEqual([]);
  });
});
