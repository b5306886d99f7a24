import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem } from "../../setup/problem.js";

/** Software drawing, and nothing in the background. */
export const chromiumFlags = [
  "--no-sandbox",
  "--enable-unsafe-swiftshader",
  "--use-angle=swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--window-size=1280,1000",
];

/** Path of a Chromium or Chrome. */
export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Problem("Put Chromium or Chrome on PATH.");
  return found;
}
