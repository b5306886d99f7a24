import { FunctionStep } from "titer";
import { createProjection, stackPercentileNormalize } from "titer/functions";
import { ofPlate } from "./ofPlate.ts";

export default ofPlate("norm", [
  new FunctionStep({ name: "zproj", func: createProjection.with({ method: "max" }), variableComponents: ["z"] }),
  new FunctionStep({
    name: "normalize",
    func: stackPercentileNormalize.with({ lowPercentile: 1, highPercentile: 99 }),
  }),
]);
