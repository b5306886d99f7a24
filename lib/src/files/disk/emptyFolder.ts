import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { TiterError } from "../../errors.ts";
import { writeError } from "./atomic.ts";

/** Refuses a folder that holds anything; an absent one is fine. Throws `NOT_EMPTY`. */
export async function refuseFull(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: { readonly code?: string }) => {
    if (error.code === "ENOENT") return [];
    throw writeError(folder, error);
  });
  if (there.length === 0) return;
  throw new TiterError("NOT_EMPTY", {
    what: `the folder holds ${there.length} entries`,
    where: { file: resolve(folder) },
    todo: "Choose a folder that is empty or does not exist.",
  });
}
