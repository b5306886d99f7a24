import { idKey, idKeys, planeComponents, type WorkPlaneId } from "../components/components.ts";
import type { PlaneSize } from "../functions/index.ts";
import type { Dtype } from "../image/dtype.ts";
import type { PlateIndex, WellIndex } from "../microscopes/plateIndex.ts";
import type { Problem } from "../pipeline/problem.ts";
import { type RouteConversions, stepDtypes } from "./dtypes.ts";
import { plateInputs } from "./phases/specials.ts";
import { type Route, stepRoutes } from "./routes.ts";
import type { Settings, StepSettings } from "./settings.ts";
import { stepSize } from "./sizes.ts";

/** The values that each component takes over all planes at one place of a pipeline, ascending. */
export type Domain = Readonly<Record<keyof WorkPlaneId, readonly number[]>>;

/** What a step does with the identities of planes. */
export interface StepFlow {
  readonly settings: StepSettings;
  readonly routes: readonly Route[];
  /** Place of the first route among the plan's steps. */
  readonly firstRoute: number;
  /** Components that are fixed inside a group. */
  readonly fixed: readonly (keyof WorkPlaneId)[];
  /** The identity, on the components that varied, of the only plane that a collapsing route makes of a group. */
  readonly firsts: Readonly<Partial<WorkPlaneId>>;
  readonly inputs: Domain;
  readonly outputs: Domain;
  /** Pixel types that the result has: those it is converted to, else what the functions declare, else those of the input. */
  readonly dtypes: ReadonlySet<Dtype>;
  /** By route. */
  readonly conversions: readonly RouteConversions[];
  /** Size of the planes that the step makes. */
  readonly size: PlaneSize;
  /** Place among the stores in which planes wait for the step behind this one; null when they wait in memory. */
  readonly intermediate: number | null;
  /** Whether special values that its functions declare as files are written. */
  readonly saves: boolean;
  /** Whether no later step reads the result. */
  readonly last: boolean;
}

/**
 * How plane identities pass through the steps. A route that makes one plane of a group (VOLUMETRIC_TO_SLICE) gives it the
 * first value of each component that varied, so steps chain by identity.
 */
export function planFlow(settings: Settings, plate: PlateIndex, problems: Problem[]): StepFlow[] {
  const { shape, pixelSizeUm } = plate;
  const fromPlate = {
    outputs: domainOf(settings.wells, settings.spansWells),
    dtypes: new Set([plate.dtype]),
    size: { y: shape.y, x: shape.x, pixelSizeUm },
  };
  let before: Pick<StepFlow, "outputs" | "dtypes" | "size"> = fromPlate;
  const wellNames = settings.wells.map(({ well }) => well);
  let firstRoute = 0;
  let intermediates = 0;
  return settings.steps.map((step, index) => {
    const { outputs: inputs, dtypes, size } = step.reads === "plate" ? fromPlate : before;
    const routes = stepRoutes(step, inputs, wellNames, problems);
    const varied = step.variableComponents.map(idKey);
    const firsts = (wrap: (value: number) => unknown) =>
      Object.fromEntries(varied.flatMap((key) => inputs[key].slice(0, 1).map((v) => [key, wrap(v)])));
    const spills = settings.backends.intermediate !== "memory" && settings.steps[index + 1]?.reads === "previous";
    const flow: StepFlow = {
      settings: step,
      routes,
      firstRoute,
      fixed: idKeys.filter((key) => !varied.includes(key)),
      firsts: firsts((value) => value),
      inputs,
      outputs: routes.every((route) => route.collapses) ? { ...inputs, ...firsts((value) => [value]) } : inputs,
      ...stepDtypes(step, routes, dtypes, problems),
      size: stepSize(step, routes, size, plateInputs(plate), problems),
      saves: settings.savesSpecials,
      intermediate: spills ? intermediates++ : null,
      last: index === settings.steps.length - 1,
    };
    before = flow;
    firstRoute += routes.length;
    return flow;
  });
}

/** What is there in the selected wells; a channel of which only the instrument's projection exists is not. */
function domainOf(wells: readonly WellIndex[], spanning: boolean): Domain {
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
    wellNumber: spanning ? wells.map((_, i) => i + 1) : [],
    site: ascending(seen.site),
    channel: ascending(seen.channel),
    z: ascending(seen.z),
    timepoint: ascending(seen.timepoint),
  };
}
