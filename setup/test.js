/** `npm test -- [JEST OPTIONS]`: sets up what is needed, builds, checks and runs the tests; suites say what they lack. */
import { rmSync } from "node:fs";
import { must, run } from "./command.js";
import { jupyterEnvironment } from "./jupyter.js";
import { inRoot } from "./paths.js";
import { prepare } from "./prepare.js";
import { runMain } from "./problem.js";
import { step } from "./step.js";

/** @param {string[]} jestOptions */
async function test(jestOptions) {
  rmSync(inRoot("test", "dist"), { recursive: true, force: true });
  await prepare({ tests: true });
  await step("checks", "running", checkSources);
  const jest = inRoot("node_modules", "jest", "bin", "jest.js");
  const nodeOptions = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  const parameters = [...nodeOptions, jest, ...jestOptions];
  return (await run(process.execPath, parameters, { env: jupyterEnvironment(), show: true })).status;
}

async function checkSources() {
  await must("biome", process.execPath, [inRoot("node_modules", "@biomejs", "biome", "bin", "biome"), "ci", "."]);
  await must("checkImports", process.execPath, [inRoot("setup", "checkImports.js")]);
  return true;
}

await runMain(() => test(process.argv.slice(2)));
