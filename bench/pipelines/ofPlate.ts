import { type FunctionStep, Orchestration, Pipeline, PipelineConfig } from "titer";

/** Steps over the plate in BENCH_PLATE; images without coarser levels, which OpenHCS does not write either. */
export function ofPlate(name: string, steps: readonly FunctionStep[]): Orchestration {
  return new Orchestration({
    plates: [{ path: process.env.BENCH_PLATE ?? "", pipeline: new Pipeline({ name, steps }) }],
    config: new PipelineConfig({ zarrConfig: { pyramid: false } }),
  });
}
