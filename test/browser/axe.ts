import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core complains about in some elements of a page, serious or worse. */
export async function complaintsOfAxe(page: Page, selectors: readonly string[]): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (names) => {
    const { axe: tool } = window as unknown as {
      axe: { run(where: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await tool.run({ include: names.map((name) => [name]) });
    const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    return bad.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ")}`);
  }, selectors);
}
