import { TiterError } from "../../../errors.ts";
import type { Plane } from "../../../image/plane.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import { declared, scratch } from "../planeFunction.ts";
import { combine, transform } from "./kernels.ts";

/**
 * Keeps the pixels of planes where a mask is not 0 and sets the others to 0. The last plane of the group is the mask; it comes back
 * as it is, so that the group keeps its planes. n planes (y, x) in, n out; the dtype stays.
 *
 * @throws TiterError `TOO_FEW_PLANES` when there is only one plane.
 */
export const applyMask: TiterFunction<Readonly<Record<never, never>>> = defineFunction({
  ...declared({
    name: "applyMask",
    doc: "Sets pixels to 0 where the last plane of the group, the mask, is 0.",
    source: "OpenHCS 0.5.0, numpy_processor.apply_mask, with the mask taken from the group.",
    parameters: {},
    tags: ["logic", "mask"],
  }),
  contract: "PURE_3D",
  run: (stack, _values, context) => {
    const images = stack.slice(0, -1);
    const mask = stack.at(-1);
    if (!mask || images.length === 0) {
      throw new TiterError("TOO_FEW_PLANES", {
        what: `applyMask takes planes and, last, their mask, but this group has ${stack.length} planes`,
        todo: 'Give the step variable components that put image and mask together, such as ["channel"].',
        details: { planes: stack.length },
      });
    }
    const inside = scratch(context, mask, "uint8");
    transform(context, "within", mask, inside, 0, 0); // 1 outside
    const keep = scratch(context, mask, "uint8");
    transform(context, "linear", inside, keep, -1, 1);
    const masked = images.map((plane): Plane => {
      const out = context.acquire(plane);
      combine(context, "multiply", plane, keep, out);
      return out;
    });
    return { stack: [...masked, mask] };
  },
});
