import { FunctionStep } from "titer";
import {
  ashlarComputeTilePositions,
  assembleStack,
  countCellsSingleChannel,
  createComposite,
  createProjection,
  stackPercentileNormalize,
  tophat,
} from "titer/functions";
import { ofPlate } from "./ofPlate.ts";

const count = countCellsSingleChannel.with({ detectionMethod: "watershed" });

export default ofPlate("full", [
  new FunctionStep({ name: "zproj", func: createProjection.with({ method: "max" }), variableComponents: ["z"] }),
  new FunctionStep({
    name: "normalize",
    func: stackPercentileNormalize.with({ lowPercentile: 1, highPercentile: 99 }),
  }),
  new FunctionStep({ name: "tophat", func: tophat.with({ selemRadius: 25 }) }),
  new FunctionStep({ name: "count", func: { "1": count, "2": count, "3": count }, groupBy: "channel" }),
  new FunctionStep({ name: "composite", func: createComposite, variableComponents: ["channel"], groupBy: "none" }),
  new FunctionStep({ name: "positions", func: ashlarComputeTilePositions, groupBy: "none" }),
  new FunctionStep({ name: "assemble", func: assembleStack, groupBy: "none" }),
]);
