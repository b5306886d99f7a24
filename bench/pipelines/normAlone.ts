import { Orchestration, Pipeline, PipelineConfig } from "titer";
import steps from "./norm.ts";

/** `norm` of the plate in BENCH_PLATE, its images without coarser levels, which OpenHCS does not write either. */
export default new Orchestration({
  plates: [{ path: process.env.BENCH_PLATE ?? "", pipeline: new Pipeline({ name: "norm", steps }) }],
  config: new PipelineConfig({ zarrConfig: { pyramid: false } }),
});
