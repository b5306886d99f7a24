/** Our kernel against tslab and ipykernel: start, first cell and next cells as a client sees them, alternately. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeKernelspec } from "../kernel/dist/kernelspec.js";
import { must } from "../setup/command.js";
import { inRoot, inTiter, root, venvPython } from "../setup/paths.js";
import { step } from "../setup/step.js";
import { inBench } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const cells = "30";
const figures = /** @type {const} */ ({ startMs: "start", firstMs: "first cell", nextMs: "next cell" });

/** @typedef {Record<keyof typeof figures, number>} Times */

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const specs = inBench("kernels");
  await writeKernelspec(join(specs, "kernels", "titer"), { node: process.execPath });
  writeTslabSpec(specs, await tslab());
  const env = { ...process.env, JUPYTER_PATH: specs };
  const names = ["titer", "tslab", "python3"];
  /** @type {Record<string, Times[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < runs; round++) {
    for (const name of names) {
      const output = await must(name, venvPython, [inRoot("bench", "peers", "kernel.py"), name, root, cells], { env });
      // Kernels may say more on stderr; the figures are the last line.
      times[name]?.push(JSON.parse(output.trim().split("\n").at(-1) ?? ""));
    }
  }
  return names.slice(1).flatMap((peer) => compare(peer, times.titer ?? [], times[peer] ?? []));
}

/** @param {string} peer @param {Times[]} ours @param {Times[]} theirs */
function compare(peer, ours, theirs) {
  return Object.entries(figures).map(([key, name]) => {
    // Holds: the keys are those of the table above.
    const of = (/** @type {Times[]} */ list) => list.map((times) => times[/** @type {keyof Times} */ (key)]);
    const [mine, other] = [of(ours), of(theirs)];
    console.error(`  ${name}: ${spread(mine, "ms")}; ${peer} ${spread(other, "ms")}`);
    return { name, peer, ours: median(mine), theirs: median(other), unit: "ms", ratio: median(other) / median(mine) };
  });
}

/** The program of tslab, installed from the test's lock file unless it is there. */
async function tslab() {
  const folder = inTiter("tslab");
  const program = join(folder, "node_modules", "tslab", "bin", "tslab");
  await step("tslab", "installing", async () => {
    if (existsSync(program)) return false;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = ["package.json", "package-lock.json", ".npmrc"].map((name) => inRoot("test", "peers", "tslab", name));
    await must("cp", "cp", [...files, folder]);
    await must("npm ci", "npm", ["ci", "--prefix", folder], { network: true });
    return true;
  });
  return program;
}

/** @param {string} specs @param {string} program */
function writeTslabSpec(specs, program) {
  const folder = join(specs, "kernels", "tslab");
  mkdirSync(folder, { recursive: true });
  const argv = [process.execPath, program, "kernel", "--config-path", "{connection_file}"];
  writeFileSync(join(folder, "kernel.json"), JSON.stringify({ argv, display_name: "tslab", language: "typescript" }));
}
