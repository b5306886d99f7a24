/**
 * Titer: open a plate, build a pipeline, run it in the engine.
 *
 * @module
 */
export * from "./compile/index.ts";
export * from "./components/index.ts";
export * from "./config/index.ts";
export * from "./display/index.ts";
export type { PlaneChoice } from "./engine/choose.ts";
export { fromCode, toCode, toScript } from "./engine/code.ts";
export type { CompiledPlan } from "./engine/compiled.ts";
export type { CompiledPlate, CompilePlatesOptions } from "./engine/compilePlates.ts";
export { type HubRelay, hubAddress, relayHub } from "./engine/hubRelay.ts";
export type { LiveView, ViewOptions } from "./engine/liveView.ts";
export { PipelineOrchestrator } from "./engine/orchestrator.ts";
export type { PlaneImage } from "./engine/planeImage.ts";
export type { Plate, PlateState } from "./engine/plate.ts";
export type { PlateResult, PlatesResult, PlatesRun } from "./engine/platesRun.ts";
export { PipelinePreview, type Previewed, type PreviewedPlane } from "./engine/preview/pipelinePreview.ts";
export type { Run } from "./engine/run.ts";
export type { RunResult, WellResult } from "./engine/runResult.ts";
export type { ExecuteOptions } from "./engine/sources.ts";
export { view } from "./engine/view.ts";
export * from "./errors.ts";
export { diskBackend } from "./files/disk/diskBackend.ts";
export { type WriteTiffOptions, writeTiff } from "./files/disk/writeTiff.ts";
export { ZarrBackend } from "./files/disk/zarrBackend.ts";
export { type BackendChoice, FileManager } from "./files/fileManager.ts";
export { MemoryBackend } from "./files/memoryBackend.ts";
export { streamBackend } from "./files/streamBackend.ts";
export { bridgeModules } from "./functions/bridges/index.ts";
export { defineFunction } from "./functions/define.ts";
export { type OpenOptions, openPlate, readPlane } from "./microscopes/disk/plate.ts";
export type { Microscope } from "./microscopes/microscope.ts";
export type * from "./microscopes/plateIndex.ts";
export * from "./pipeline/index.ts";
export { saveRois, saveTable } from "./results/disk/save.ts";
export {
  type FigureParts,
  figure,
  type HeatMap,
  type HeatMapOptions,
  heatMap,
  outlinesOf,
  type Plot,
  type PlotOptions,
  parseCsv,
  plot,
  type Roi,
  type SummaryOptions,
  summarize,
  Table,
  type TableColumn,
  toCsv,
  toJson,
  toParquet,
} from "./results/index.ts";
export { type FetchOptions, fetchSample, fetchSample as sample } from "./samples/fetchSample.ts";
export { type SynthesizedPlate, type SynthesizeOptions, synthesize } from "./samples/synthesize.ts";
export type { PlaneStack } from "./tiff/index.ts";
