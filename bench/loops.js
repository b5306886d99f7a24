/** Loops in a cell against the same loops in plain Node: what being interruptible costs. */
import { join } from "node:path";
import { writeKernelspec } from "../kernel/dist/kernelspec.js";
import { must } from "../setup/command.js";
import { inRoot, venvPython } from "../setup/paths.js";
import { timeLoops } from "./loops/shapes.js";
import { inBench } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const specs = inBench("kernels");
  await writeKernelspec(join(specs, "kernels", "titer"), { node: process.execPath });
  const code = `console.log(JSON.stringify((${timeLoops})()));`;
  const env = { ...process.env, JUPYTER_PATH: specs };
  /** @param {string} program @param {readonly string[]} parameters @returns {Promise<Record<string, number>>} */
  const ask = async (program, parameters) => JSON.parse(await must(program, program, [...parameters, code], { env }));
  /** @type {Record<string, number>[]} */
  const ours = [];
  /** @type {Record<string, number>[]} */
  const plain = [];
  for (let round = 0; round < runs; round++) {
    plain.push(await ask(process.execPath, ["--input-type=module", "--eval"]));
    ours.push(await ask(venvPython, [inRoot("bench", "peers", "cell.py"), "titer"]));
  }
  return Object.keys(plain[0] ?? {}).map((name) => {
    const [mine, other] = [ours, plain].map((list) => list.map((times) => times[name] ?? Number.NaN));
    console.error(`  ${name}: ${spread(mine ?? [], "ms")}; node ${spread(other ?? [], "ms")}`);
    const [a, b] = [median(mine ?? []), median(other ?? [])];
    return { name: `loop, ${name}`, peer: "node", ours: a, theirs: b, unit: "ms", ratio: b / a };
  });
}
