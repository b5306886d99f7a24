import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../setup/command.js";
import { inRoot, inTiter } from "../../setup/paths.js";
import { findPython } from "../../setup/python.js";
import { digest, unlessDone } from "../../setup/stamp.js";
import { step } from "../../setup/step.js";

/** Where peers' environments and plates are kept: TITER_BENCH, or `.titer/bench`. @param {string[]} parts */
export const inBench = (...parts) => join(process.env.TITER_BENCH ?? inTiter("bench"), ...parts);

/**
 * The Python of a peer's own environment, made on demand from `bench/peers/requirements-<peer>.txt`.
 *
 * @param {string} peer
 */
export async function peerPython(peer) {
  const folder = inBench(`venv-${peer}`);
  const python = join(folder, "bin", "python");
  const requirements = inRoot("bench", "peers", `requirements-${peer}.txt`);
  await step(peer, "installing", () =>
    unlessDone(join(folder, "titer.stamp"), digest([requirements], [folder]), async () => {
      const base = await findPython(11);
      rmSync(folder, { recursive: true, force: true });
      await must("python -m venv", base, ["-m", "venv", folder]);
      const parameters = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
      await must("pip", python, parameters, { network: true });
    }),
  );
  return python;
}

/**
 * The plate of the published figures, by OpenHCS' own generator: ImageXpress, 4 wells x 9 sites x 3 channels x 5 z,
 * 1024 x 1024 uint16, 540 files, 1132.6 MB.
 *
 * @param {string} python Of OpenHCS 0.8.6.
 */
export async function syntheticPlate(python) {
  const folder = inBench("plate4");
  const script = inRoot("bench", "peers", "make_plate.py");
  await step("synthetic plate", "generating", () =>
    unlessDone(inBench("plate4.stamp"), digest([script], [folder]), async () => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(inBench(), { recursive: true });
      await must("make_plate.py", python, [script, folder]);
    }),
  );
  return folder;
}
