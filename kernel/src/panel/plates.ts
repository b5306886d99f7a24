import { configContext, enterConfig, PipelineConfig } from "titer/config";
import { type CompiledPlan, connectEngine } from "titer/engine";
import { TiterError } from "titer/errors";
import { type CompiledFacts, guards, type PlateRequests, type PlateToCompile, type PlateToRun } from "titer/protocol";
import { OpenPlates } from "./openPlates.ts";
import type { PanelHandlers, PanelPage } from "./panels.ts";
import { cellPipelines, findPipeline } from "./pipelines.ts";
import { findFiles, plateFacts } from "./plateFacts.ts";
import { placeOf } from "./platePath.ts";

const { count, either, fields, list, oneOf, optional, string } = guards;

const pipeline = either(
  fields({ kind: oneOf("code"), name: string, code: string }),
  fields({ kind: oneOf("file"), name: string, path: string }),
  fields({ kind: oneOf("cell"), name: string }),
);

/**
 * Answers about plates: opens, compiles and runs them.
 *
 * @param values - the names of the notebook with their values
 */
export function plateHandlers(values: object): PanelHandlers<keyof PlateRequests> {
  const plates = new OpenPlates();
  return {
    "plate.open": {
      guard: fields({ path: string, pattern: optional(string) }),
      answer: async ({ path, pattern }, page) =>
        plateFacts((await plates.open(placeOf(path, page.root), pattern)).index),
    },
    "plate.close": {
      guard: fields({ path: string }),
      answer: ({ path }) => {
        plates.close(path);
        return null;
      },
    },
    "plate.pipelines": { guard: fields({}), answer: () => cellPipelines(values) },
    "plate.compile": {
      guard: fields({ path: string, pipeline, wells: optional(list(string)) }),
      answer: (ask, page) => compilePlate(plates, ask, values, page),
    },
    "plate.run": {
      guard: fields({ path: string, group: optional(string), existing: oneOf("refuse", "keep", "replace") }),
      answer: (ask) => runPlate(plates, ask),
    },
    "plate.files": {
      guard: fields({
        path: string,
        words: string,
        offset: count,
        limit: count,
        wells: list(string),
        sites: list(count),
        channels: list(count),
        zPlanes: list(count),
        timepoints: list(count),
      }),
      answer: (ask) => findFiles(plates.find(ask.path).plate.index, ask),
    },
  };
}

async function compilePlate(
  plates: OpenPlates,
  { path, pipeline: from, wells }: PlateToCompile,
  values: object,
  page: PanelPage,
): Promise<CompiledFacts> {
  const open = plates.find(path);
  open.compiled = undefined;
  const found = findPipeline(from, values, page.root);
  const chosen = wells === undefined ? [] : [chosenWells(wells)];
  const compiled = await enterConfig(chosen, () => open.plate.compile(found));
  open.compiled = compiled;
  const { plan } = compiled;
  return {
    digest: plan.digest,
    steps: [...new Set(plan.steps.map(({ name }) => name))],
    wells: plan.wells.map(({ unit }) => unit),
    output: plan.output.root,
  };
}

/** A context that leaves only these wells, whatever is set around it. */
function chosenWells(wells: readonly string[]): ReturnType<typeof configContext> {
  return configContext(
    "plate",
    new PipelineConfig({ wellFilterConfig: { wellFilter: [...wells], wellFilterMode: "include" } }),
  );
}

async function runPlate(
  plates: OpenPlates,
  { path, group, existing }: PlateToRun,
): Promise<{ readonly runId: string }> {
  const { plan } = threaded(plates.find(path).compiled, path);
  const engine = await connectEngine();
  try {
    const results = { overwrite: existing === "replace", resume: existing === "keep" };
    const how = { ...results, kernels: process.env.TITER_KERNELS || "auto", timeout: 0, priority: 0 };
    return await engine.request({ kind: "submit", plan, ...how, ...(group !== undefined && { group }) });
  } finally {
    engine.close();
  }
}

/** What was compiled, if the engine can run it. */
function threaded(compiled: CompiledPlan | undefined, path: string): CompiledPlan {
  if (compiled?.executor === "threads") return compiled;
  const what = compiled ? "the configuration says useThreading = false" : "the plate is not compiled in this kernel";
  const todo = compiled
    ? "Set useThreading to true, or execute the plate in a cell: runs of panels take place in the engine."
    : "Compile it first; the kernel may have been restarted.";
  throw new TiterError(compiled ? "INLINE_IN_PANEL" : "NOT_COMPILED", { what, where: { plate: path }, todo });
}
