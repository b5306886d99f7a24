import { enterNamed } from "../config/index.ts";
import { TiterError } from "../errors.ts";
import { fillMissing } from "../microscopes/missing.ts";
import type { PlateIndex } from "../microscopes/plateIndex.ts";
import { type Pipeline, stepProblems } from "../pipeline/pipeline.ts";
import { type Problem, problemText } from "../pipeline/problem.ts";
import type { FunctionStep } from "../pipeline/step.ts";
import { deepFreeze } from "./canonical.ts";
import { planDigest } from "./digest.ts";
import { planFlow, type StepFlow } from "./flow.ts";
import { functionSources } from "./functionSources.ts";
import type { CompileOptions } from "./options.ts";
import { checkPlanes, planFunctions } from "./phases/contracts.ts";
import { planDevices } from "./phases/devices.ts";
import { joinLabels } from "./phases/labels.ts";
import { planMaterialization } from "./phases/materialization.ts";
import { planPaths } from "./phases/paths.ts";
import { planSpecials } from "./phases/specials.ts";
import { planStores } from "./phases/store.ts";
import { planSummary } from "./phases/summary.ts";
import type { Plan, PlannedFunction, PlannedStep, PlannedStore } from "./plan.ts";
import { resolveSettings } from "./settings.ts";
import { checkStepScopes } from "./stepScopes.ts";
import { titerVersion } from "./version.ts";
import { planWells } from "./wells.ts";

/**
 * Turns a pipeline and a plate's index into a frozen plan, or refuses with all problems at once. Reads no file.
 *
 * ```
 *  steps + contexts ──> settings ──> flow of plane identities
 *                                      │
 *    1 paths            output folder, tables, checkpoints; who makes special inputs
 *    2 stores           layout of each OME-Zarr store
 *    3 materialization  what is read from the plate, kept in memory, written
 *    4 contracts        parameters, memory types, code of own functions, completeness of the plate
 *    5 devices          where each step computes
 *                                      │
 *                     schedules: groups ──> depth-first calls ──> slots  then digest, freeze
 * ```
 *
 * Configuration is resolved in the contexts around the caller. Compiling twice gives equal plans.
 *
 * @throws TiterError `COMPILE_FAILED`; `details.problems` lists every {@link Problem} with code, step, field, value, what is
 * allowed, and a hint.
 *
 * @example
 * ```ts
 * const plan = await withConfig("pipeline", { numWorkers: 2 }, () => compile(steps, await openPlate("screen-1")));
 * ```
 */
export async function compile(
  pipeline: Pipeline | readonly FunctionStep[],
  index: PlateIndex,
  options: CompileOptions = {},
): Promise<Plan> {
  const plate = options.missing === "fill" ? fillMissing(index) : index;
  const all = "steps" in pipeline ? pipeline.steps : pipeline;
  const problems: Problem[] = stepProblems(all);
  if (problems.some(({ code }) => code === "NOT_A_STEP")) throw compileFailed(plate, problems);
  checkStepScopes(all, problems);
  const enabled = all.filter((step) => step.enabled);
  const settings = enterNamed("plate", plate.path, () => resolveSettings(enabled, plate, problems));
  const flow = planFlow(settings, plate, problems);
  const paths = planPaths(settings, flow, plate, options, problems);
  const plateInputs = planSpecials(flow, plate, problems);
  const checkpointRoots = [...new Set(paths.checkpoints.flatMap((place) => place?.root ?? []))];
  const stores = planStores(settings, paths, checkpointRoots, flow, plate, problems);
  const written = planMaterialization(flow, settings, problems);
  const sources = await functionSources(
    settings.steps.map(({ step }) => step),
    problems,
  );
  const functions = planFunctions(flow, sources, problems);
  const missing = checkPlanes(settings, plate, options.missing ?? "error", problems);
  const devicesOf = planDevices(flow, options.devices ?? [], problems);
  const { schedules, wells } = planWells(settings, flow, devicesOf, problems);
  const tableNames = flow.flatMap(({ settings: { step } }, i) =>
    (paths.tables[i] ?? []).map((table) => `${step.name}_${table.name}`),
  );
  const summary = enterNamed("plate", index.path, () => planSummary([...new Set(tableNames)], plate, problems));
  const result = stores.at(-1)?.result;
  if (problems.length > 0 || !result) throw compileFailed(plate, problems);

  const { name, format, path, shape, dtype, pixelSizeUm } = plate;
  const kept = stores.flatMap(({ checkpoint }, i) => (checkpoint ? [{ ...checkpoint, step: i }] : []));
  const [store, ...checkpoints] = joinLabels([
    { step: flow.length - 1, result: true, store: { ...result, wells: written.at(-1)?.result ?? [] } },
    ...kept.map(({ step, ...store }) => ({
      ...{ step, result: false },
      store: { ...store, wells: written[step]?.checkpoint ?? [] },
    })),
  ]) as [PlannedStore, ...PlannedStore[]]; // as many as were given
  const plan: Omit<Plan, "digest"> = {
    kind: "plan",
    version: 1,
    titer: titerVersion,
    plate: { path, name, format, shape, dtype, pixelSizeUm },
    output: {
      root: paths.root,
      results: paths.results,
      summary,
      store,
      checkpoints,
      checkpointRoots,
      intermediates: stores.flatMap(({ intermediate }) =>
        intermediate ? [{ ...intermediate, wells: settings.wells.map(({ well }) => well) }] : [],
      ),
    },
    numWorkers: settings.numWorkers,
    axis: settings.axis,
    plateInputs,
    sequential: settings.sequential,
    missing,
    steps: flow.flatMap((step, i) => {
      const checkpoint = kept.findIndex((store) => store.step === i);
      return plannedRoutes(step, functions[i] ?? [], {
        ...(step.settings.streams.length > 0 && { streams: step.settings.streams }),
        tables: paths.tables[i] ?? [],
        size: step.size,
        readBackend: written[i]?.readBackend ?? "memory",
        writeBackend: written[i]?.writeBackend ?? "memory",
        result: step.last,
        intermediate: step.intermediate,
        checkpoint: checkpoint < 0 ? null : checkpoint,
      });
    }),
    ...(Object.keys(sources.byDigest).length > 0 && { sources: sources.byDigest }),
    schedules,
    wells,
  };
  // a copy, so that freezing reaches neither the index nor the declarations
  return deepFreeze(JSON.parse(JSON.stringify({ ...plan, digest: planDigest(plan) })) as Plan);
}

function plannedRoutes(
  { settings, routes, firstRoute, conversions }: StepFlow,
  functions: readonly (readonly PlannedFunction[])[],
  writes: Omit<PlannedStep, "index" | "name" | "route" | "functions" | "variableComponents" | "groupBy" | "convertTo">,
): PlannedStep[] {
  const { step, groupBy, variableComponents } = settings;
  return routes.map(({ values }, i) => ({
    index: firstRoute + i,
    name: step.name,
    route: values && { component: groupBy, values },
    functions: functions[i] ?? [],
    variableComponents,
    groupBy,
    convertTo: conversions[i]?.end ?? null,
    ...writes,
  }));
}

function compileFailed(plate: PlateIndex, problems: readonly Problem[]): TiterError {
  const list = problems.map((problem, i) => `\n  ${i + 1}. ${problemText(problem)}`).join("");
  return new TiterError("COMPILE_FAILED", {
    what: `the pipeline has ${problems.length} problem${problems.length === 1 ? "" : "s"}`,
    where: { plate: plate.name },
    todo: `Correct ${problems.length === 1 ? "it" : "them"} and compile again:${list}`,
    details: { problems },
  });
}
