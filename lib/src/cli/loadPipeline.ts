import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isTiterError, messageOf, TiterError } from "../errors.ts";
import { type FunctionStep, Orchestration, Pipeline } from "../pipeline/index.ts";
import { bundleFlat } from "../travel/index.ts";
import { type PreparedExports, prepareProgram } from "./pipelineSources.ts";

/** What a pipeline's file may hold. */
export type PipelineFile = Orchestration | Pipeline | readonly FunctionStep[];

/**
 * Loads a pipeline from a TypeScript or JavaScript file that default-exports steps, a `Pipeline` or an `Orchestration`. Local imports are
 * bundled; nothing is written beside the file. Functions that it declares can run in the engine.
 *
 * @throws TiterError `NO_SUCH_FILE`, `BAD_PIPELINE_FILE` with the line that does not compile, does not run, or exports
 * something else.
 */
export async function loadPipeline(file: string): Promise<PipelineFile> {
  const path = resolve(file);
  if (!existsSync(path)) {
    throw new TiterError("NO_SUCH_FILE", {
      what: "the pipeline's file does not exist",
      where: { file: path },
      todo: "Check the path.",
    });
  }
  const folder = mkdtempSync(join(tmpdir(), "titer-pipeline-"));
  try {
    const outfile = join(folder, "pipeline.mjs");
    // Imports of `titer` mean this very package, wherever the pipeline's file lies.
    const program = prepareProgram(await bundleFlat({ entry: path }), (specifier) => import.meta.resolve(specifier));
    writeFileSync(outfile, program.text);
    const loaded: PreparedExports & { readonly default?: unknown } = await import(pathToFileURL(outfile).href);
    program.connect(loaded);
    return checked(loaded.default, path);
  } catch (thrown) {
    if (isTiterError(thrown)) throw thrown;
    const todo = "Correct the file and run again.";
    throw new TiterError("BAD_PIPELINE_FILE", { what: messageOf(thrown), where: { file: path }, todo, cause: thrown });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checked(value: unknown, path: string): PipelineFile {
  if (value instanceof Pipeline || value instanceof Orchestration) return value;
  // Steps are made by this package's class (see loadPipeline); their kind is what the compiler looks at.
  const steps =
    Array.isArray(value) &&
    value.every((step: unknown) => typeof step === "object" && step !== null && "kind" in step && step.kind === "step");
  if (steps) return value as FunctionStep[];
  throw new TiterError("BAD_PIPELINE_FILE", {
    what: value === undefined ? "the file has no default export" : "the default export is no pipeline",
    where: { file: path },
    todo: "Export steps: export default [new FunctionStep({ ... }), ...].",
  });
}
