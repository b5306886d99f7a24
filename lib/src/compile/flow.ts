import { type PlaneId, planeComponents, type VariableComponents } from "../components/components.ts";
import type { Dtype } from "../image/dtype.ts";
import type { PlateIndex, WellIndex } from "../microscopes/plateIndex.ts";
import type { Settings, StepSettings } from "./settings.ts";

/** The values that each component takes over all planes at one place of a pipeline, ascending. */
export type Domain = Readonly<Record<VariableComponents, readonly number[]>>;

/** What a step does with the identities of planes. */
export interface StepFlow {
  readonly settings: StepSettings;
  /** Components that are fixed inside a group. */
  readonly fixed: readonly VariableComponents[];
  /** The identity of a group's only result plane on the components that varied; undefined when planes keep theirs. */
  readonly collapsesTo: Readonly<Partial<PlaneId>> | undefined;
  readonly inputs: Domain;
  readonly outputs: Domain;
  /** Pixel type of the result: what the step's functions declare, else that of its input. */
  readonly dtype: Dtype;
  /** Whether no later step reads the result. */
  readonly last: boolean;
}

/**
 * How plane identities pass through the steps. A step that makes one plane of a group (VOLUMETRIC_TO_SLICE) gives it the
 * first value of each component that varied, so steps chain by identity.
 */
export function planFlow(settings: Settings, plate: PlateIndex): StepFlow[] {
  const fromPlate = domainOf(settings.wells);
  let previous = fromPlate;
  let dtype = plate.dtype;
  return settings.steps.map((step, index) => {
    const inputs = step.reads === "plate" ? fromPlate : previous;
    const collapses = step.step.func.some((fn) => fn.declaration.contract === "VOLUMETRIC_TO_SLICE");
    const firsts = Object.fromEntries(
      step.variableComponents.map((component) => [component, inputs[component].slice(0, 1)]),
    );
    const outputs = collapses ? { ...inputs, ...firsts } : inputs;
    previous = outputs;
    if (step.reads === "plate") dtype = plate.dtype;
    for (const { declaration } of step.step.func) dtype = declaration.outputDtype ?? dtype;
    return {
      settings: step,
      fixed: planeComponents.filter((component) => !step.variableComponents.includes(component)),
      collapsesTo: collapses
        ? Object.fromEntries(Object.entries(firsts).map(([component, [first]]) => [component, first]))
        : undefined,
      inputs,
      outputs,
      dtype,
      last: index === settings.steps.length - 1,
    };
  });
}

/** What is there in the selected wells; a channel of which only the instrument's projection exists is not. */
function domainOf(wells: readonly WellIndex[]): Domain {
  const seen = {
    site: new Set<number>(),
    channel: new Set<number>(),
    z: new Set<number>(),
    timepoint: new Set<number>(),
  };
  for (const { planes } of wells) {
    for (const { id } of planes) for (const component of planeComponents) seen[component].add(id[component]);
  }
  const ascending = (values: Set<number>) => [...values].sort((a, b) => a - b);
  return {
    site: ascending(seen.site),
    channel: ascending(seen.channel),
    z: ascending(seen.z),
    timepoint: ascending(seen.timepoint),
  };
}
