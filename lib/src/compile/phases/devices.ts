import { hostMemory, type MemoryType } from "../../functions/contract.ts";
import type { Problem } from "../../pipeline/problem.ts";
import type { StepFlow } from "../flow.ts";
import type { Device } from "../options.ts";
import type { PlannedWell } from "../plan.ts";

/** The devices on which one unit of work computes, by the index of the planned step. */
export type UnitDevices = NonNullable<PlannedWell["devices"]>;

/**
 * Phase 5: a device for each step that computes beside the processor. Units of work take turns with the devices; inside a unit
 * all steps keep to one device, as far as it can compute in their memory, so that planes stay where they are.
 *
 * @returns the devices of a unit, by its number; undefined where no step needs one.
 */
export function planDevices(
  flow: readonly StepFlow[],
  devices: readonly Device[],
  problems: Problem[],
): (unit: number) => UnitDevices | undefined {
  const needs = flow.flatMap((step) => stepNeeds(step, devices, problems));
  if (needs.length === 0) return () => undefined;
  return (unit) => {
    let kept: Device | undefined;
    const chosen = needs.map(({ step, fits }) => {
      kept = kept && fits.includes(kept) ? kept : fits[unit % fits.length];
      return [step, kept?.id ?? ""] as const;
    });
    return Object.fromEntries(chosen);
  };
}

/** The planned steps of a step that need a device, and which will do. */
function stepNeeds(
  { settings: { step }, routes, firstRoute }: StepFlow,
  devices: readonly Device[],
  problems: Problem[],
) {
  return routes.flatMap(({ functions }, route) => {
    const types = new Set(functions.flatMap(({ declaration: { memory } }) => [memory.input, memory.output]));
    for (const type of hostMemory) types.delete(type); // the processor is always there
    if (types.size === 0) return [];
    const fits = devices.filter(({ memory }) => [...types].every((type) => memory.includes(type)));
    if (fits.length === 0) problems.push(noDevice(step.name, [...types], devices));
    return [{ step: firstRoute + route, fits }];
  });
}

function noDevice(step: string, wanted: readonly MemoryType[], devices: readonly Device[]): Problem {
  const there = devices.map(({ id, memory }) => `${id} (${memory.join(", ")})`);
  return {
    code: "NO_DEVICE",
    step,
    field: "func",
    message: `the step computes in "${wanted.join('" and "')}" memory, which no device at hand has`,
    hint: `At hand: ${["the processor (cpu)", ...there].join("; ")}. Use functions for one of these.`,
    value: wanted,
    allowed: ["cpu", ...new Set(devices.flatMap(({ memory }) => memory))],
  };
}
