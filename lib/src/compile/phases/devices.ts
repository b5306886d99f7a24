import type { MemoryType } from "../../functions/contract.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { Settings } from "../settings.ts";

/** Phase 5: every function's memory type is one that the engine can compute in. */
export function checkDevices(settings: Settings, devices: readonly MemoryType[], problems: Problem[]): void {
  for (const { step } of settings.steps) {
    for (const { declaration } of step.func) {
      const wanted = [declaration.memory.input, declaration.memory.output];
      const absent = wanted.find((memory) => !devices.includes(memory));
      if (absent === undefined) continue;
      problems.push({
        code: "NO_DEVICE",
        step: step.name,
        field: "func",
        message: `${declaration.id} computes in "${absent}" memory, which is not at hand`,
        hint: `Use a function for: ${devices.join(", ")}.`,
        value: absent,
        allowed: devices,
      });
    }
  }
}
