import type { PlannedCall, PlannedSpecials, PlannedStep } from "../compile/plan.ts";
import type { Stack } from "../image/plane.ts";
import { type CallMade, type CallTools, callChain } from "./callFunction.ts";
import { isOutOfMemory } from "./memory.ts";

/**
 * Runs a step's chain on one group. When memory does not suffice and all functions of the chain work plane by plane, each plane goes
 * through the whole chain by itself: the planes between the functions are one instead of all.
 *
 * @param split - told before that, with what was thrown; drops what can be made again.
 */
export async function callGroup(
  step: PlannedStep,
  call: PlannedCall,
  input: Stack,
  tools: CallTools,
  split: (thrown: unknown) => void | Promise<void>,
): Promise<CallMade> {
  try {
    return await callChain(step, call, input, tools);
  } catch (thrown) {
    const bySlices = input.length > 1 && step.functions.every(({ contract }) => contract === "PURE_2D");
    if (!bySlices || !isOutOfMemory(thrown)) throw thrown;
    await split(thrown);
    return callSlices(step, call, input, tools);
  }
}

async function callSlices(step: PlannedStep, call: PlannedCall, input: Stack, tools: CallTools): Promise<CallMade> {
  const made: CallMade[] = [];
  try {
    for (const [i, plane] of input.entries()) {
      const slice = {
        ...call,
        inputs: [call.inputs[i]!],
        outputs: [call.outputs[i]!],
        ...specialsOf(call.specials, i),
      };
      made.push(await callChain(step, slice, [plane], tools));
    }
  } catch (thrown) {
    for (const { stack } of made) tools.slots.releaseAll(stack);
    throw thrown;
  }
  return {
    stack: made.flatMap(({ stack }) => stack),
    tables: made.flatMap(({ tables }) => tables),
    outlines: made.flatMap(({ outlines }) => outlines),
  };
}

/** The special values of one plane: those of a function that works plane by plane are planned for each. */
function specialsOf(planned: PlannedSpecials | undefined, i: number): Pick<PlannedCall, "specials"> {
  if (!planned) return {};
  const takes = planned.takes.map((take) => ({ ...take, from: take.from.slice(i, i + 1) }));
  const makes = planned.makes.map((make) => ({ ...make, to: make.to.slice(i, i + 1) }));
  return { specials: { ...planned, takes, makes } };
}
