import { readFileSync } from "node:fs";
import { messageOf, TiterError } from "../../errors.ts";
import type { Kernels } from "../kernels.ts";
import { type BuildState, buildStates } from "./builds.ts";
import { createKernels } from "./createKernels.ts";
import type { Machine } from "./machine.ts";
import { openNative } from "./nativeMachine.ts";
import { openWasm } from "./wasmMachine.ts";

/** What {@link loadKernels} is asked for. */
export interface KernelOptions {
  /**
   * `auto`: the best native build, or wasm where none can run, with the reason in `kernels.note`. `native`: the best native
   * build or an error. `wasm`, `native:x86-64-v3`, ...: that build or an error. Default: `auto`.
   */
  readonly build?: string;
  /** Threads of one kernel call, the caller included; wasm always has one. Default: 1. */
  readonly threads?: number;
}

/**
 * Opens the pixel kernels for the calling thread. Each worker thread opens its own; the file is shared.
 * The owner calls `close()`; with more than one thread the process would otherwise keep them.
 *
 * @example
 * ```ts
 * const kernels = loadKernels({ build: "native", threads: 2 });
 * kernels.build; // "native x86-64-v3"
 * kernels.close();
 * ```
 * @throws TiterError `KERNELS_UNAVAILABLE` with every build's obstacle when the build that was asked for can't run here.
 */
export function loadKernels(options: KernelOptions = {}): Kernels {
  const { machine, note } = openMachine(options);
  return createKernels(machine, note);
}

/** The build of {@link loadKernels} itself, and why it is not the one that was to be expected. */
export function openMachine(options: KernelOptions = {}): { readonly machine: Machine; readonly note?: string } {
  const { build = "auto", threads = 1 } = options;
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new TiterError("KERNEL_ARGUMENT", {
      what: `threads = ${threads}`,
      todo: "Give a whole number from 1 to 256.",
    });
  }
  const states = buildStates();
  const obstacles: string[] = [];
  for (const state of candidates(states, build)) {
    if (state.obstacle !== undefined) {
      obstacles.push(`${state.build}: ${state.obstacle}`);
      continue;
    }
    try {
      return open(state, threads, build, obstacles);
    } catch (cause) {
      obstacles.push(`${state.build}: ${messageOf(cause)}`);
    }
  }
  throw unavailable(build, states, obstacles);
}

function candidates(states: readonly BuildState[], build: string): readonly BuildState[] {
  if (build === "auto") return states;
  if (build === "native") return states.filter((state) => state.build !== "wasm");
  return states.filter((state) => state.build === build);
}

function open(state: BuildState, threads: number, asked: string, obstacles: readonly string[]) {
  if (state.build !== "wasm") return { machine: openNative(state.path, state.build.replace(":", " "), threads) };
  const notes = [
    ...(asked === "auto" ? [`no native build can run (${obstacles.join("; ")})`] : []),
    ...(threads > 1 ? [`wasm runs on one thread, not ${threads}`] : []),
  ];
  const machine = openWasm(readFileSync(state.path));
  return notes.length > 0 ? { machine, note: notes.join("; ") } : { machine };
}

function unavailable(build: string, states: readonly BuildState[], obstacles: readonly string[]): TiterError {
  const possible = states.filter(({ obstacle }) => obstacle === undefined).map((state) => state.build);
  const known = states.map((state) => state.build);
  return new TiterError("KERNELS_UNAVAILABLE", {
    what:
      obstacles.length > 0
        ? `the kernels "${build}" cannot run here: ${obstacles.join("; ")}`
        : `there is no build of the kernels named "${build}"`,
    todo: `Choose ${(possible.length > 0 ? possible : ["wasm"]).map((name) => `"${name}"`).join(", ")}; builds are made by: node setup/native.js`,
    details: { build, known, possible, obstacles },
  });
}
