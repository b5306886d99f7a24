import { allComponents, defaultAxis, type MultiprocessingAxis } from "../../components/index.ts";
import type { Config, ConfigClass, Given } from "../configClass.ts";
import { defineConfig } from "../define.ts";
import type { ValuesOf } from "../field.ts";
import {
  AnalysisConsolidationConfig,
  type AnalysisConsolidationFields,
  ExperimentalAnalysisConfig,
  type ExperimentalAnalysisFields,
  PlateMetadataConfig,
  type PlateMetadataFields,
} from "./analysis.ts";
import { FijiDisplayConfig, type FijiDisplayFields, NapariDisplayConfig, type NapariDisplayFields } from "./display.ts";
import {
  PathPlanningConfig,
  type PathPlanningFields,
  StepMaterializationConfig,
  type StepMaterializationFields,
} from "./paths.ts";
import {
  ProcessingConfig,
  type ProcessingFields,
  SequentialProcessingConfig,
  type SequentialProcessingFields,
} from "./processing.ts";
import { DtypeConfig, type DtypeFields, VFSConfig, type VFSFields, ZarrConfig, type ZarrFields } from "./storage.ts";
import {
  FijiStreamingConfig,
  type FijiStreamingFields,
  NapariStreamingConfig,
  type NapariStreamingFields,
  StreamingDefaults,
  type StreamingFields,
} from "./streaming.ts";
import { StepWellFilterConfig, WellFilterConfig, type WellFilterFields } from "./wellFilter.ts";

const scalars = {
  materializationResultsPath: { kind: "text", default: "results", doc: "Folder of tables inside the output." },
  materializeRuntimeArtifacts: {
    kind: "boolean",
    default: true,
    doc: "Whether special values that functions declare as files are written beside the tables.",
  },
  numWorkers: { kind: "integer", min: 1, max: 1024, default: 1, doc: "How many wells are processed at a time." },
  microscope: {
    kind: "choice",
    choices: ["auto", "imagexpress", "operaphenix"],
    default: "auto",
    doc: "The plate's format; auto finds it.",
  },
  multiprocessingAxis: {
    kind: "choice",
    choices: allComponents as readonly MultiprocessingAxis[],
    default: defaultAxis as MultiprocessingAxis,
    doc: "What work is spread over: wells, or parts of a well by one of its components, which no step may vary then.",
  },
  useThreading: { kind: "boolean", default: true, doc: "Whether wells run in threads; false runs them in line." },
} as const;

/** All configuration of a pipeline: scalars, and one config of each class. */
export interface PipelineFields extends ValuesOf<typeof scalars> {
  readonly napariDisplayConfig: NapariDisplayFields;
  readonly fijiDisplayConfig: FijiDisplayFields;
  readonly wellFilterConfig: WellFilterFields;
  readonly zarrConfig: ZarrFields;
  readonly vfsConfig: VFSFields;
  readonly dtypeConfig: DtypeFields;
  readonly processingConfig: ProcessingFields;
  readonly sequentialProcessingConfig: SequentialProcessingFields;
  readonly analysisConsolidationConfig: AnalysisConsolidationFields;
  readonly plateMetadataConfig: PlateMetadataFields;
  readonly experimentalAnalysisConfig: ExperimentalAnalysisFields;
  readonly pathPlanningConfig: PathPlanningFields;
  readonly stepWellFilterConfig: WellFilterFields;
  readonly stepMaterializationConfig: StepMaterializationFields;
  readonly streamingDefaults: StreamingFields;
  readonly napariStreamingConfig: NapariStreamingFields;
  readonly fijiStreamingConfig: FijiStreamingFields;
}

/** The root of configuration, with all its values. */
export const GlobalPipelineConfig: ConfigClass<PipelineFields> = defineConfig("GlobalPipelineConfig", {
  doc: "All configuration of a pipeline.",
  extends: [],
  fields: {
    ...scalars,
    napariDisplayConfig: { kind: "config", config: NapariDisplayConfig },
    fijiDisplayConfig: { kind: "config", config: FijiDisplayConfig },
    wellFilterConfig: { kind: "config", config: WellFilterConfig },
    zarrConfig: { kind: "config", config: ZarrConfig },
    vfsConfig: { kind: "config", config: VFSConfig },
    dtypeConfig: { kind: "config", config: DtypeConfig },
    processingConfig: { kind: "config", config: ProcessingConfig },
    sequentialProcessingConfig: { kind: "config", config: SequentialProcessingConfig },
    analysisConsolidationConfig: { kind: "config", config: AnalysisConsolidationConfig },
    plateMetadataConfig: { kind: "config", config: PlateMetadataConfig },
    experimentalAnalysisConfig: { kind: "config", config: ExperimentalAnalysisConfig },
    pathPlanningConfig: { kind: "config", config: PathPlanningConfig },
    stepWellFilterConfig: { kind: "config", config: StepWellFilterConfig },
    stepMaterializationConfig: { kind: "config", config: StepMaterializationConfig },
    streamingDefaults: { kind: "config", config: StreamingDefaults },
    napariStreamingConfig: { kind: "config", config: NapariStreamingConfig },
    fijiStreamingConfig: { kind: "config", config: FijiStreamingConfig },
  },
});

/** The root's lazy twin: what a pipeline sets, the rest inherited. */
export const PipelineConfig: new (given?: Given<PipelineFields>) => Config<PipelineFields> = GlobalPipelineConfig.Lazy;
