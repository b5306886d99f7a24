import type { PipelineDraft, StepDraft } from "titer/protocol";
import type { FunctionList } from "./functionList.ts";

/** A special value that goes from the step that makes it to one that takes it; steps by their numbers from 0. */
export interface Wire {
  readonly name: string;
  /** Null when no earlier step makes it. */
  readonly from: number | null;
  readonly to: number;
}

/** Special values that one step makes and takes from others. */
export interface StepSpecials {
  readonly makes: readonly string[];
  readonly takes: readonly string[];
  readonly takesFromPlate: readonly string[];
}

export function specialsOf(step: StepDraft, functions: Pick<FunctionList, "get">): StepSpecials {
  const entries = step.routes.flatMap(({ functions: chain }) => chain.flatMap(({ id }) => functions.get(id) ?? []));
  const inputs = entries.flatMap(({ specialInputs }) => specialInputs);
  const named = (from: "steps" | "plate") => inputs.filter((one) => one.from === from).map(({ name }) => name);
  return {
    makes: [...new Set(entries.flatMap(({ specialOutputs }) => specialOutputs.map(({ name }) => name)))],
    takes: [...new Set(named("steps"))],
    takesFromPlate: [...new Set(named("plate"))],
  };
}

/** The wires of a pipeline: of several steps that make a value, the latest before the taker counts; disabled steps make none. */
export function wiresOf({ steps }: PipelineDraft, functions: Pick<FunctionList, "get">): readonly Wire[] {
  const latest = new Map<string, number>();
  return steps.flatMap((step, to) => {
    if (!step.enabled) return [];
    const { makes, takes } = specialsOf(step, functions);
    const own = new Set(makes);
    const wires = takes
      .filter((name) => latest.has(name) || !own.has(name))
      .map((name): Wire => ({ name, from: latest.get(name) ?? null, to }));
    for (const name of makes) latest.set(name, to);
    return wires;
  });
}
