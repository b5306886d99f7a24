/** `npm run bench -- SUITE [--json] [--runs N]`: compares Titer with its peers on this machine, now. */
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { inRoot } from "./paths.js";
import { prepare } from "./prepare.js";
import { Problem, runMain } from "./problem.js";

/**
 * @typedef {object} Comparison One figure of a suite; a ratio above 1 means that ours is better.
 * @property {string} name
 * @property {string} peer
 * @property {number} ours
 * @property {number} theirs
 * @property {string} unit
 * @property {number} ratio
 *
 * @typedef {(options: { runs: number | undefined }) => Promise<Comparison[]>} Suite
 */

/** @param {string[]} parameters */
async function bench(parameters) {
  const suites = readdirSync(inRoot("bench"))
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.slice(0, -3));
  const { values, positionals } = parseArgs({
    args: parameters,
    options: { json: { type: "boolean" }, runs: { type: "string" } },
    allowPositionals: true,
  });
  const [name = ""] = positionals;
  if (positionals.length !== 1 || !suites.includes(name)) {
    throw new Problem(`npm run bench -- SUITE [--json] [--runs N]; suites: ${suites.join(", ")}.`);
  }
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) {
    throw new Problem(`--runs ${values.runs}: give a whole number from 1.`);
  }
  // Peers use what the tests compare with.
  await prepare({ tests: true });
  /** @type {{ run: Suite }} */
  const suite = await import(`../bench/${name}.js`);
  const rows = await suite.run({ runs });
  console.log(values.json ? JSON.stringify(rows) : table(rows));
  return 0;
}

/** @param {Comparison[]} rows */
function table(rows) {
  const cells = rows.map((row) => [
    row.name,
    row.peer,
    `${row.ours.toPrecision(4)} ${row.unit}`,
    `${row.theirs.toPrecision(4)} ${row.unit}`,
    `${row.ratio.toFixed(2)} x`,
  ]);
  const all = [["what", "against", "ours", "theirs", "better by"], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

await runMain(() => bench(process.argv.slice(2)));
