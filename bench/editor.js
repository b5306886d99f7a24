/**
 * Forms and the pipeline editor in Chromium, against what is allowed: a key in the global form until 500 placeholders of 125 open
 * forms follow (50 ms), frames while a card is dragged through 100 steps (those of the same page in rest), and each key of a search
 * over 1,500 functions (a frame, 16.7 ms).
 */
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { inRoot } from "../setup/paths.js";
import { median } from "./tools/spread.js";

const functions = 1500;

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 20 }) {
  const page = await openPage();
  try {
    /** @type {{ times: number[], changed: number }} */
    const { times, changed } = await page.evaluate(`placeholders(${runs + 1})`);
    times.shift(); // compiles and lays out what is measured after it
    if (changed < 500) throw new Error(`only ${changed} placeholders followed`);
    /** @type {{ rest: number[], moving: number[] }} */
    const { rest, moving } = await page.evaluate("drag()");
    const words = ["gaussian blur", "threshold", "top hat", "watershed", "count cells"];
    /** @type {number[]} */
    const keys = await page.evaluate(`search(${JSON.stringify(await entriesOf(functions))}, ${JSON.stringify(words)})`);
    return [
      comparison(`${changed} placeholders after a key`, "what is allowed", median(times), 50),
      comparison(`${changed} placeholders after a key, worst`, "what is allowed", Math.max(...times), 50),
      comparison("frame while a card is dragged, 100 steps", "a frame in rest", median(moving), median(rest)),
      comparison(`search over ${functions} functions, a key`, "a frame", median(keys), 1000 / 60),
      comparison(`search over ${functions} functions, the worst key`, "a frame", Math.max(...keys), 1000 / 60),
    ];
  } finally {
    await page.context().browser()?.close();
  }
}

/** A page with the extension's own modules and style. */
async function openPage() {
  const bundled = await build({
    entryPoints: [inRoot("bench", "pages", "editor.js")],
    bundle: true,
    format: "iife",
    write: false,
    absWorkingDir: inRoot(),
    loader: { ".svg": "text" },
  });
  const styles = ["base", "form", "pipeline"].map((name) =>
    readFileSync(inRoot("extension", "style", `${name}.css`), "utf8"),
  );
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.addStyleTag({ content: styles.join("\n") });
  await page.addScriptTag({ content: bundled.outputFiles[0]?.text ?? "" });
  return page;
}

/** So many functions as the picker gets them: the library's own, again and again under other names. @param {number} count */
async function entriesOf(count) {
  const { libraryFunctions } = await import("../lib/dist/functions/index.js");
  return Array.from({ length: count }, (_, i) => {
    const { declaration } = /** @type {{ declaration: any }} */ (libraryFunctions[i % libraryFunctions.length]);
    const { id, doc, contract, memory, tags = [] } = declaration;
    const parameters = Object.keys(declaration.parameters).map((name) => ({ name }));
    return { id: `${id}${i}`, doc, contract, memory, tags, library: "titer", parameters };
  });
}

/** @param {string} name @param {string} peer @param {number} ours @param {number} theirs */
function comparison(name, peer, ours, theirs) {
  return { name, peer, ours, theirs, unit: "ms", ratio: theirs / ours };
}
