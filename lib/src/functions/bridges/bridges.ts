import { type Bridge, openBridge } from "./bridge.ts";
import type { BridgeLibrary } from "./catalogue.ts";

const open = new Map<BridgeLibrary, Promise<Bridge>>();

/** This thread's bridge to a library, started at the first call and again after a crash. */
export async function bridgeTo(library: BridgeLibrary): Promise<Bridge> {
  const found = await open.get(library)?.catch(() => undefined); // it failed to start: the next start says why
  if (found?.alive) return found;
  const fresh = openBridge(library);
  open.set(library, fresh);
  return fresh;
}

/** Ends all bridges of this thread. */
export async function closeBridges(): Promise<void> {
  const all = [...open.values()];
  open.clear();
  for (const one of await Promise.allSettled(all)) if (one.status === "fulfilled") one.value.close();
}
