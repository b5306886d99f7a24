import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Keeps glibc from giving the memory of large buffers back to the system and fetching it again page by page for the next one:
 * comms of 50 MB are three times faster. Other C libraries ignore it.
 */
const memoryReuse = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_MAX_: "0", MALLOC_TRIM_THRESHOLD_: String(2 ** 28) };

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
    env: { ...memoryReuse, ...options.env },
    metadata: { debugger: true },
  };
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `kernel.json.${process.pid}.tmp`);
  await writeFile(temporary, `${JSON.stringify(spec, null, 2)}\n`);
  await rename(temporary, join(folder, "kernel.json"));
}
