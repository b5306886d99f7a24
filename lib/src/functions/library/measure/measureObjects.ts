import { TiterError } from "../../../errors.ts";
import type { Column } from "../../contract.ts";
import { defineFunction, type TiterFunction } from "../../define.ts";
import { transform } from "../arithmetic/kernels.ts";
import { declared, scratch } from "../planeFunction.ts";
import { measureRegions } from "./regions.ts";

const shape: readonly Column[] = [
  { name: "label", type: "integer", doc: "The object's label." },
  { name: "channel", type: "integer", doc: "Place of the measured plane in the group, from 0." },
  { name: "area", type: "integer", unit: "px²", doc: "Pixels." },
  { name: "y", type: "number", unit: "px", doc: "Row of the middle." },
  { name: "x", type: "number", unit: "px", doc: "Column of the middle." },
  { name: "majorAxis", type: "number", unit: "px", doc: "Long axis of the ellipse with the same second moments." },
  { name: "minorAxis", type: "number", unit: "px", doc: "Short axis of that ellipse." },
  { name: "eccentricity", type: "number", doc: "0 for a circle, 1 for a line." },
  { name: "orientation", type: "number", unit: "rad", doc: "Angle of the long axis against the rows." },
  { name: "perimeter", type: "number", unit: "px", doc: "Length of the outline." },
  { name: "formFactor", type: "number", doc: "4 pi area / perimeter²: 1 for a circle." },
  { name: "extent", type: "number", doc: "Part of its box that the object fills." },
  { name: "eulerNumber", type: "integer", doc: "Parts minus holes." },
];
const intensity: readonly Column[] = [
  { name: "meanIntensity", type: "number", doc: "Mean of its pixels." },
  { name: "stdIntensity", type: "number", doc: "Standard deviation of its pixels." },
  { name: "minIntensity", type: "number", doc: "Darkest pixel." },
  { name: "maxIntensity", type: "number", doc: "Brightest pixel." },
  { name: "integratedIntensity", type: "number", doc: "Sum of its pixels." },
  {
    name: "massDisplacement",
    type: "number",
    unit: "px",
    doc: "Distance between the middle and the middle weighted by intensity.",
  },
];

/**
 * Measures shape and intensity of labelled objects. The last plane of a group holds the labels (whole numbers, 0 is background), the others
 * are channels; all planes come back as they are. Table `objects`: one row per object and channel, or per object without channels.
 *
 * @throws TiterError `EMPTY_STACK` for a group without planes.
 */
export const measureObjects: TiterFunction<Readonly<Record<never, never>>> = defineFunction({
  ...declared({
    name: "measureObjects",
    doc: "Measures shape and intensity of labelled objects; the last plane of the group holds the labels.",
    source: "skimage.measure.regionprops; names as CellProfiler's MeasureObjectSizeShape and MeasureObjectIntensity.",
    parameters: {},
    tags: ["analysis", "measurement"],
  }),
  contract: "PURE_3D",
  tables: { objects: [...shape, ...intensity] },
  run: (stack, _values, context) => {
    const last = stack.at(-1);
    if (!last)
      throw new TiterError("EMPTY_STACK", {
        what: "measureObjects was given no planes",
        todo: "Check the step's variable components.",
      });
    const labels = scratch(context, last, "int32");
    transform(context, "linear", last, labels, 1, 0);
    const rows = measureRegions(context, labels, stack.slice(0, -1)).flatMap((region): Row[] => {
      const { label, area, y, x, box, majorAxis, minorAxis, eccentricity, orientation, perimeter, eulerNumber } =
        region;
      const [y0, x0, y1, x1] = box;
      const formFactor = perimeter === 0 ? null : (4 * Math.PI * area) / perimeter ** 2;
      const extent = area / ((y1 - y0) * (x1 - x0));
      const of = {
        label,
        area,
        y,
        x,
        majorAxis,
        minorAxis,
        eccentricity,
        orientation,
        perimeter,
        formFactor,
        extent,
        eulerNumber,
      };
      if (region.channels.length === 0) return [{ ...of, channel: null, ...noIntensity }];
      return region.channels.map((found, channel) => ({
        ...of,
        channel,
        meanIntensity: found.mean,
        stdIntensity: found.deviation,
        minIntensity: found.min,
        maxIntensity: found.max,
        integratedIntensity: found.sum,
        massDisplacement: Number.isFinite(found.y) ? Math.hypot(found.y - y, found.x - x) : null,
      }));
    });
    const columns = [...shape, ...intensity].map(({ name }) => [name, rows.map((row) => row[name] ?? null)] as const);
    return { stack, tables: { objects: Object.fromEntries(columns) } };
  },
});

/** A row of the table, by column. */
type Row = Readonly<Record<string, number | null>>;

const noIntensity = {
  meanIntensity: null,
  stdIntensity: null,
  minIntensity: null,
  maxIntensity: null,
  integratedIntensity: null,
  massDisplacement: null,
};
