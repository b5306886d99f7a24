import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Titer's own folder, for what can be fetched or made again: `TITER_HOME`, else `titer` in the user's cache folder. */
export function titerHome(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.TITER_HOME || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "titer"));
}
