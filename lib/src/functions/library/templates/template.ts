import { TiterError } from "../../../errors.ts";
import type { Plane } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";
import type { Values } from "../../parameters.ts";
import { scratch } from "../planeFunction.ts";

/** Where the template lies in the first plane of a group. */
export const templateParameters = {
  templateX: {
    kind: "integer",
    min: 0,
    default: 0,
    unit: "px",
    doc: "First column of the template in the first plane of the group.",
  },
  templateY: { kind: "integer", min: 0, default: 0, unit: "px", doc: "First row of the template." },
  templateWidth: { kind: "integer", min: 2, default: 64, unit: "px", doc: "Columns of the template." },
  templateHeight: { kind: "integer", min: 2, default: 64, unit: "px", doc: "Rows of the template." },
} as const;

/** The template, cut out of a plane. @throws TiterError `BAD_SIZE` when it reaches beyond the plane. */
export function templateOf(
  context: CallContext,
  plane: Plane,
  { templateX, templateY, templateWidth, templateHeight }: Values<typeof templateParameters>,
): Plane {
  if (templateY + templateHeight > plane.height || templateX + templateWidth > plane.width) {
    throw new TiterError("BAD_SIZE", {
      what: `the template reaches beyond planes of ${plane.height} x ${plane.width} pixels`,
      where: { field: "templateX" },
      todo: "Give a template that lies inside the planes.",
      details: { height: plane.height, width: plane.width },
    });
  }
  return cut(
    plane,
    scratch(context, { ...plane, height: templateHeight, width: templateWidth }, plane.dtype),
    templateY,
    templateX,
  );
}

/** Copies a part of a plane into another plane. */
export function cut(plane: Plane, out: Plane, y: number, x: number): Plane {
  for (let row = 0; row < out.height; row++) {
    const start = (y + row) * plane.width + x;
    out.data.set(plane.data.subarray(start, start + out.width), row * out.width);
  }
  return out;
}

/** How well a template fits at each place where it lies inside a plane, -1 to 1, as float32. */
export function scoresOf(context: CallContext, plane: Plane, template: Plane): Plane {
  const scores = scratch(context, {
    dtype: "float32",
    height: plane.height - template.height + 1,
    width: plane.width - template.width + 1,
  });
  context.kernels.run("matchTemplate", { inputs: [plane, template], outputs: [scores] });
  return scores;
}
