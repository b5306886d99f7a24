import { cpus, totalmem } from "node:os";
import { knownDevices } from "../engine/devices.ts";
import { parseCommand } from "./command.ts";

const usage = "titer devices [--json]";

/** `titer devices`: what computes here, with the memory types that functions may ask for. */
export async function devices(args: readonly string[]): Promise<number> {
  const { values } = parseCommand(args, { json: { type: "boolean" }, help: { type: "boolean" } }, usage, 0);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const processor = { id: "cpu", name: cpus()[0]?.model ?? "processor", memory: ["cpu", "numpy"], bytes: totalmem() };
  const all = [processor, ...(await knownDevices())];
  const lines = all.map(({ id, name, memory, bytes }) => {
    const size = bytes === null ? "" : `, ${(bytes / 2 ** 30).toFixed(1)} GB`;
    return `${id.padEnd(10)} ${name}${size}: ${memory.join(", ")}`;
  });
  process.stdout.write(values.json ? `${JSON.stringify(all)}\n` : `${lines.join("\n")}\n`);
  return 0;
}
