/** `npm test -- [JEST OPTIONS]`: sets up what is needed, builds, checks and runs the tests. */
import { existsSync, rmSync } from "node:fs";
import { findChromium } from "./chromium.js";
import { must, run } from "./command.js";
import { jupyterEnvironment } from "./jupyter.js";
import { inRoot } from "./paths.js";
import { prepare } from "./prepare.js";
import { runMain } from "./problem.js";
import { show, step } from "./step.js";

/** @param {string[]} jestOptions */
async function test(jestOptions) {
  rmSync(inRoot("test", "dist"), { recursive: true, force: true });
  await prepare({ tests: true });
  await step("checks", "running", checkSources);
  sayWhatIsAbsent();
  const jest = inRoot("node_modules", "jest", "bin", "jest.js");
  const nodeOptions = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  return (
    await run(process.execPath, [...nodeOptions, jest, ...jestOptions], {
      env: jupyterEnvironment(),
      show: true,
    })
  ).status;
}

async function checkSources() {
  await must("biome", process.execPath, [inRoot("node_modules", "@biomejs", "biome", "bin", "biome"), "ci", "."]);
  await must("checkImports", process.execPath, [inRoot("setup", "checkImports.js")]);
  return true;
}

/** Suites whose needs are not met skip themselves, and fail under CI=true. */
function sayWhatIsAbsent() {
  const verb = process.env.CI === "true" ? "fail (CI=true)" : "are skipped";
  if (!findChromium()) show("no Chromium", `suites that drive JupyterLab ${verb}; CHROMIUM may name one`);
  if (!existsSync(inRoot("..", "shared", "plates"))) show("no ../shared/plates", `suites on real plates ${verb}`);
}

await runMain(() => test(process.argv.slice(2)));
