/**
 * Our kernel against tslab, Deno and ipykernel, as a client sees them, alternately. Besides the comparisons, the figures of all
 * side by side are written into `docs/kernel-figures.md`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { writeKernelspec } from "../kernel/dist/kernelspec.js";
import { must } from "../setup/command.js";
import { inRoot, root, venvPython } from "../setup/paths.js";
import { installed } from "./tools/npmPeer.js";
import { inBench } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const cells = "100";

/** What is measured: its name, its unit, and whether less is better. */
const figures = /** @type {const} */ ({
  conformance: ["jupyter_kernel_test", "tests", false],
  startMs: ["answers who it is", "ms", true],
  resultMs: ["first result after the start", "ms", true],
  libraryMs: ["import of the library (titer; skimage)", "ms", true],
  firstMs: ["first cell with it", "ms", true],
  nextMs: ["next cells, median", "ms", true],
  rssMb: ["memory after 100 cells", "MB", true],
  growthMb: ["growth per further cell", "MB", true],
  loopMs: ["3e8 rounds of a loop", "ms", true],
  downMs: ["comm, 50 MB to the client", "ms", true],
  upMs: ["comm, 50 MB to the kernel", "ms", true],
  echoMs: ["comm, 50 MB there and back", "ms", true],
});

/** @typedef {keyof typeof figures} Figure */
/** @typedef {Partial<Record<Figure, number | null>>} Figures What a kernel cannot do is null. */

const kernels = [
  { name: "titer", language: "typescript", extension: ".ts" },
  { name: "tslab", language: "typescript", extension: ".ts" },
  { name: "deno", language: "typescript", extension: ".ts" },
  { name: "python3", language: "python", extension: ".py" },
];

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const specs = inBench("kernels");
  await writeKernelspec(join(specs, "kernels", "titer"), { node: process.execPath });
  const tslab = await installed("tslab", inRoot("test", "peers", "tslab"), join("tslab", "bin", "tslab"));
  writeSpec(specs, "tslab", [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"]);
  const deno = await installed("deno", inRoot("bench", "peers", "deno"), join("@deno", "linux-x64-glibc", "deno"));
  writeSpec(specs, "deno", [deno, "jupyter", "--kernel", "--conn", "{connection_file}"]);
  const env = { ...process.env, JUPYTER_PATH: specs };
  /** @param {string} script @param {readonly string[]} parameters */
  const ask = async (script, parameters) => {
    const output = await must(script, venvPython, [inRoot("bench", "peers", script), ...parameters], { env });
    // Kernels may say more on stderr; the figures are the last line.
    return JSON.parse(output.trim().split("\n").at(-1) ?? "");
  };
  /** @type {Record<string, Figures[]>} */
  const measured = Object.fromEntries(kernels.map(({ name }) => [name, []]));
  for (let round = 0; round < runs; round++)
    for (const { name } of kernels) measured[name]?.push(await ask("kernel.py", [name, root, cells]));
  for (const { name, language, extension } of kernels) {
    const { passed } = await ask("conformance.py", [name, language, extension]);
    for (const of of measured[name] ?? []) of.conformance = passed;
  }
  writeFileSync(inRoot("docs", "kernel-figures.md"), sideBySide(measured, runs));
  const [, ...peers] = kernels;
  return peers.flatMap(({ name }) => compare(name, measured.titer ?? [], measured[name] ?? []));
}

/** The values of one figure; none where the kernel cannot do it. @param {readonly Figures[]} list @param {string} figure */
function valuesOf(list, figure) {
  // Holds: the figures are the keys of the table above.
  return list.flatMap((one) => one[/** @type {Figure} */ (figure)] ?? []);
}

/** @param {string} peer @param {readonly Figures[]} ours @param {readonly Figures[]} theirs */
function compare(peer, ours, theirs) {
  return Object.entries(figures).flatMap(([figure, [name, unit, lessIsBetter]]) => {
    const [mine, other] = [valuesOf(ours, figure), valuesOf(theirs, figure)];
    if (mine.length === 0 || other.length === 0) return [];
    console.error(`  ${name}: ${spread(mine, unit)}; ${peer} ${spread(other, unit)}`);
    const [a, b] = [median(mine), median(other)];
    return { name, peer, ours: a, theirs: b, unit, ratio: lessIsBetter ? b / a : a / b };
  });
}

/** @param {Readonly<Record<string, readonly Figures[]>>} measured @param {number} runs */
function sideBySide(measured, runs) {
  const head = ["", ...kernels.map(({ name }) => name)];
  const rows = Object.entries(figures).map(([figure, [name, unit]]) => [
    `${name}, ${unit}`,
    ...kernels.map((kernel) => {
      const values = valuesOf(measured[kernel.name] ?? [], figure);
      return values.length === 0 ? "-" : String(Number(median(values).toFixed(unit === "MB" ? 2 : 0)));
    }),
  ]);
  const lines = [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows];
  return `# The kernel beside others

Made by \`npm run bench -- kernel\`: medians of ${runs} runs in turn on ${cpus().length} processors (${cpus()[0]?.model.trim()}), Node ${process.versions.node}.
A dash: the kernel cannot do it, or did not get it done. \`bench/peers/kernel.py\` says what each line means.

${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}
`;
}

/** @param {string} specs @param {string} name @param {readonly string[]} argv */
function writeSpec(specs, name, argv) {
  const folder = join(specs, "kernels", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), JSON.stringify({ argv, display_name: name, language: "typescript" }));
}
