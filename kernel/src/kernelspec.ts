import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Writes `kernel.json` into `folder` (for Jupyter: `<data dir>/kernels/titer`), which is made when missing.
 *
 * @param options `node`: absolute path of the Node that runs the kernel; `env`: variables that the kernel gets
 */
export async function writeKernelspec(
  folder: string,
  options: { readonly node: string; readonly env?: Readonly<Record<string, string>> },
): Promise<void> {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const spec = {
    // Loading packages from the notebook's folder uses an API of Node that warns of being experimental.
    argv: [options.node, "--disable-warning=ExperimentalWarning", main, "{connection_file}"],
    display_name: "TypeScript (Titer)",
    language: "typescript",
    interrupt_mode: "message",
    env: options.env ?? {},
    metadata: { debugger: true },
  };
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `kernel.json.${process.pid}.tmp`);
  await writeFile(temporary, `${JSON.stringify(spec, null, 2)}\n`);
  await rename(temporary, join(folder, "kernel.json"));
}
