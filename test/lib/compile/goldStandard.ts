// The seven-step pipeline of the seeds (004, "Gold Standard Example"), name for name.
import type { ConfigInput } from "#lib/config/index.js";
import {
  ashlarComputeTilePositions,
  assembleStack,
  countCellsSingleChannel,
  createComposite,
  skanAxonSkeletonizeAndAnalyze,
  stackPercentileNormalize,
  tophat,
} from "#lib/functions/library/index.js";
import { FunctionStep, Pipeline } from "#lib/pipeline/index.js";

export const goldStandard = new Pipeline({
  name: "production",
  steps: [
    new FunctionStep({
      name: "normalize",
      func: [stackPercentileNormalize.with({ lowPercentile: 1, highPercentile: 99, targetMax: 65535 })],
      variableComponents: ["site"],
    }),
    new FunctionStep({ name: "preprocess", func: [tophat.with({ selemRadius: 50 })], variableComponents: ["site"] }),
    new FunctionStep({ name: "composite", func: [createComposite], variableComponents: ["channel"] }),
    new FunctionStep({ name: "cell_count", func: countCellsSingleChannel, variableComponents: ["site"] }),
    new FunctionStep({ name: "neurite_trace", func: skanAxonSkeletonizeAndAnalyze, variableComponents: ["site"] }),
    new FunctionStep({
      name: "positions",
      func: [ashlarComputeTilePositions.with({ overlapRatio: 0.1, maxShift: 15, stitchAlpha: 0.2 })],
      variableComponents: ["channel"],
      stepMaterializationConfig: { enabled: true }, // forceDiskOutput
    }),
    new FunctionStep({
      name: "assemble",
      func: [assembleStack.with({ blendMethod: "fixed", fixedMarginRatio: 0.1 })],
      variableComponents: ["channel"],
    }),
  ],
});

export const goldStandardConfig: ConfigInput = {
  numWorkers: 4,
  vfsConfig: { intermediateBackend: "memory", materializationBackend: "zarr" },
};
