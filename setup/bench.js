/** `npm run bench -- SUITE [--json] [--runs N] [--write-docs]`: compares Titer with its peers on this machine, now. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
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
 *
 * @typedef {(rows: any[]) => { file: string, tables: Readonly<Record<string, string>> }} Document Tables of a page, by the names of their places.
 */

/** @param {string[]} parameters */
async function bench(parameters) {
  const suites = readdirSync(inRoot("bench"))
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.slice(0, -3));
  const { values, positionals } = parseArgs({
    args: parameters,
    options: { json: { type: "boolean" }, runs: { type: "string" }, "write-docs": { type: "boolean" } },
    allowPositionals: true,
  });
  const [name = ""] = positionals;
  if (positionals.length !== 1 || !suites.includes(name)) {
    throw new Problem(`npm run bench -- SUITE [--json] [--runs N] [--write-docs]; suites: ${suites.join(", ")}.`);
  }
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) {
    throw new Problem(`--runs ${values.runs}: give a whole number from 1.`);
  }
  // Peers use what the tests compare with.
  await prepare({ tests: true });
  /** @type {{ run: Suite, document?: Document }} */
  const suite = await import(`../bench/${name}.js`);
  if (values["write-docs"] && !suite.document)
    throw new Problem(`The suite ${name} has no tables in the documentation.`);
  const [load = 0] = loadavg();
  const rows = await suite.run({ runs });
  if (values["write-docs"] && suite.document) writeDocs(suite.document(rows), load);
  console.log(values.json ? JSON.stringify(rows) : table(rows));
  return 0;
}

/**
 * Puts tables between the comments that name their places, with what they were measured on.
 *
 * @param {ReturnType<Document>} document @param {number} load
 */
function writeDocs({ file, tables }, load) {
  const path = inRoot(...file.split("/"));
  let text = readFileSync(path, "utf8");
  const machine = `Medians, ${availableParallelism()} cores, load ${load.toFixed(1)} before.`;
  for (const [name, table] of Object.entries(tables)) {
    const [begin, end] = [`<!-- bench ${name} -->`, `<!-- end ${name} -->`];
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (after === undefined) throw new Problem(`${file} has no place "${begin} ... ${end}".`);
    text = `${before}${begin}\n\n${table}\n\n${machine}\n\n${end}${after}`;
  }
  writeFileSync(path, text);
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
