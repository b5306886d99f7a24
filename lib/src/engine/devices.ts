import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Device } from "../compile/options.ts";
import { TiterError } from "../errors.ts";
import { hostMemory, type MemoryType } from "../functions/contract.ts";
import type { FunctionStep } from "../pipeline/index.ts";
import { count, fields, list, oneOf, optional, string } from "../protocol/guards.ts";

/** Something that computes beside the processor, with what it is called and the bytes of its memory. */
export interface KnownDevice extends Device {
  readonly name: string;
  /** Null when it does not say. */
  readonly bytes: number | null;
}

const declared = list(
  fields({
    id: string,
    memory: list(oneOf("webgpu", "tfjs", "cupy", "torch", "pyclesperanto")),
    name: optional(string),
    bytes: optional(count),
  }),
);

/** Memory types of Python libraries that compute on CUDA devices. */
const cudaMemory: readonly MemoryType[] = ["cupy", "torch"];

/**
 * The devices of this machine, in order: those that `TITER_DEVICES` declares (a JSON list of id, memory types and optionally name and
 * bytes), else the GPUs that NVIDIA's driver lists. Rejects with `BAD_DEVICES` when the declaration is wrong.
 */
export async function knownDevices(env: NodeJS.ProcessEnv = process.env): Promise<KnownDevice[]> {
  if (env.TITER_DEVICES !== undefined) return declaredDevices(env.TITER_DEVICES);
  const query = ["--query-gpu=index,name,memory.total", "--format=csv,noheader,nounits"];
  try {
    const { stdout } = await promisify(execFile)("nvidia-smi", query, { env });
    return stdout.trim().split("\n").filter(Boolean).map(cudaDevice);
  } catch {
    return []; // no driver, or it finds none
  }
}

/** The devices that compiling these steps may need: none are looked for where all compute on the processor. */
export async function devicesFor(steps: readonly FunctionStep[]): Promise<readonly Device[]> {
  const memory = steps.flatMap(({ func }) =>
    func.flatMap(({ declaration }) => [declaration.memory.input, declaration.memory.output]),
  );
  return memory.every((type) => hostMemory.includes(type)) ? [] : knownDevices();
}

function cudaDevice(line: string): KnownDevice {
  const [index = "", name = "", mebibytes = ""] = line.split(",").map((cell) => cell.trim());
  return { id: `cuda:${index}`, name, memory: cudaMemory, bytes: Number(mebibytes) * 2 ** 20 || null };
}

function declaredDevices(text: string): KnownDevice[] {
  let devices: readonly (Device & Partial<KnownDevice>)[];
  try {
    const value: unknown = JSON.parse(text);
    declared(value, "TITER_DEVICES");
    devices = value as typeof devices; // by the line above
  } catch (cause) {
    throw new TiterError("BAD_DEVICES", {
      what: "TITER_DEVICES does not declare devices",
      where: { field: "TITER_DEVICES" },
      todo: 'Give a JSON list such as [{"id":"cuda:0","memory":["cupy"]}], or leave it out to have devices looked for.',
      cause,
    });
  }
  return devices.map(({ id, memory, name = id, bytes = null }) => ({ id, memory, name, bytes }));
}
