import { copyFileSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { inRoot } from "./paths.js";

/** The page of `titer view` as a few files in `lib/dist/view`, from where the command serves it. */
export async function bundlePage() {
  const folder = inRoot("lib", "dist", "view");
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: [
      { in: inRoot("extension", "dist", "page", "main.js"), out: "page" },
      { in: inRoot("extension", "style", "page.css"), out: "page" },
    ],
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  copyFileSync(inRoot("extension", "style", "page.html"), inRoot("lib", "dist", "view", "index.html"));
  return true;
}
