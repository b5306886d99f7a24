// The seven-step pipeline of the seeds (004, "Gold Standard Example"), name for name; functions that the library does not
// have yet stand in with their contracts, parameters and special values.
import type { ConfigInput } from "#lib/config/index.js";
import { defineFunction } from "#lib/functions/index.js";
import { countCellsSingleChannel, stackPercentileNormalize, tophat } from "#lib/functions/library/index.js";
import { FunctionStep, Pipeline } from "#lib/pipeline/index.js";

const memory = { input: "cpu", output: "cpu" } as const;

const createComposite = defineFunction({
  id: "test.createComposite",
  version: 1,
  doc: "One plane of all channels.",
  contract: "VOLUMETRIC_TO_SLICE",
  memory,
  parameters: {},
  run: ([first]) => ({ stack: [first!] }),
});

const skanAxonSkeletonizeAndAnalyze = defineFunction({
  id: "test.skanAxonSkeletonizeAndAnalyze",
  version: 1,
  doc: "Traces neurites.",
  contract: "PURE_2D",
  memory,
  parameters: {},
  tables: { branches: [{ name: "length", type: "number", unit: "px", doc: "Length of the branch." }] },
  run: (stack) => ({ stack, tables: { branches: { length: [] } } }),
});

const ashlarComputeTilePositions = defineFunction({
  id: "test.ashlarComputeTilePositions",
  version: 1,
  doc: "Positions of tiles.",
  contract: "PURE_3D",
  memory,
  parameters: {
    overlapRatio: { kind: "number", min: 0, max: 1, default: 0.1, doc: "" },
    maxShift: { kind: "number", min: 0, default: 30, unit: "px", doc: "" },
    stitchAlpha: { kind: "number", min: 0, max: 1, default: 0.05, doc: "" },
  },
  specialInputs: { gridDimensions: { from: "plate", doc: "Rows and columns of the sites." } },
  specialOutputs: { positions: { kind: "value", doc: "Position of each tile in pixels." } },
  run: (stack) => ({ stack, specials: { positions: stack.map(() => [0, 0]) } }),
});

const assembleStack = defineFunction({
  id: "test.assembleStack",
  version: 1,
  doc: "Puts tiles together.",
  contract: "VOLUMETRIC_TO_SLICE",
  memory,
  parameters: {
    blendMethod: { kind: "choice", choices: ["fixed", "none"], default: "none", doc: "" },
    fixedMarginRatio: { kind: "number", min: 0, max: 1, default: 0.2, doc: "" },
  },
  specialInputs: { positions: { doc: "Position of each tile in pixels." } },
  run: ([first]) => ({ stack: [first!] }),
});

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
