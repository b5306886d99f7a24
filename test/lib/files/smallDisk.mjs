// Runs a pipeline onto a disk of 512 kB, alone in a mount namespace (unshare): full, read-only, taken away; prints what each run said.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import { gaussianBlur } from "#lib/functions/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";

const [plateFolder, disk] = process.argv.slice(2);
const mount = (...args) => execFileSync("mount", args);
mount("-t", "tmpfs", "-o", "size=512k", "tmpfs", disk);

const plate = await PipelineOrchestrator.open(plateFolder, { cache: false });
const blur = new FunctionStep({ name: "blur", func: gaussianBlur, variableComponents: ["site"] });
const plan = await plate.compile([blur], { outputRoot: join(disk, "out") });

async function run() {
  try {
    const { state, wells } = await plate.execute(plan, { executor: "inline" });
    return { state, done: wells.map((well) => well.state) };
  } catch (error) {
    const left = existsSync(disk) ? readdirSync(disk, { recursive: true }).filter((name) => name.endsWith(".tmp")) : [];
    return {
      message: error.message,
      cause: String(error.cause?.stack),
      code: error.code,
      file: error.where?.file,
      well: error.where?.well,
      left,
    };
  }
}

const full = await run();
mount("-o", "remount,ro", disk);
const readOnly = await run();
mount("-o", "remount,rw,size=64m", disk);
const larger = await run();
console.log(JSON.stringify({ full, readOnly, larger }));
