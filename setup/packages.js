import { must } from "./command.js";
import { inRoot } from "./paths.js";
import { digest, unlessDone } from "./stamp.js";

/** The npm packages, exactly as the lock file says, without running any package's script. @param {AbortSignal} signal */
export function installPackages(signal) {
  const inputs = digest(
    [inRoot("package-lock.json"), inRoot("package.json")],
    [process.platform, process.arch, process.versions.modules],
  );
  // `npm ci` removes node_modules first, and the stamp with it.
  return unlessDone(inRoot("node_modules", ".titer-stamp"), inputs, async () => {
    const npm = process.env.npm_execpath;
    const [program, first] = npm ? [process.execPath, [npm]] : ["npm", []];
    await must("npm", program, [...first, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      signal,
      network: true,
    });
  });
}
