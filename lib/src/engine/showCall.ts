import { type PlannedCall, wellOf } from "../compile/plan.ts";
import type { WorkPlaneId } from "../components/components.ts";
import type { Rows } from "../functions/contract.ts";
import { outlinesOfLabels } from "../stream/outlines.ts";
import { placesOf, pointsOf } from "../stream/points.ts";
import { offerPlane, offerShapes, type Tapped } from "../stream/tap.ts";
import type { CallMade } from "./callFunction.ts";
import type { WellTask } from "./executor.ts";
import { labelsOf } from "./labelImage.ts";

/**
 * Hands what a call has made to viewers that wait for it: its planes, the rows of its tables that have places as points, and label
 * images among its special values as outlines. What is about one plane is shown there, else on the first plane of its group.
 */
export function showCall(
  { runId, well, tap, frame }: WellTask,
  call: PlannedCall,
  { stack, tables, outlines }: CallMade,
  toHub: (made: Tapped) => void,
): void {
  const step = frame.steps[call.step]!; // the plan guard checked it
  const place = (of: WorkPlaneId) => {
    const { wellNumber: _number, ...id } = of;
    return { runId, step: call.step, well: wellOf(well, of).well, id };
  };
  for (const [i, { id }] of call.outputs.entries()) offerPlane(tap, { ...place(id), plane: stack[i]! }, toHub);
  for (const { name, planes, rows } of tables) {
    const places = placesOf(step.tables.find((table) => table.name === name)?.columns ?? []);
    const [first] = planes;
    if (!places || !first) continue;
    const points = () => pointsOf(rows, places, [...rowNumbers(rows)]);
    offerShapes(tap, call.step, () => ({ ...place(first), name, content: "points", shapes: points() }), toHub);
  }
  for (const { name, planes, value } of outlines) {
    const [first] = planes;
    if (!first) continue;
    const shapes = () => outlinesOfLabels(labelsOf(step.name, name, value));
    offerShapes(tap, call.step, () => ({ ...place(first), name, content: "outlines", shapes: shapes() }), toHub);
  }
}

function rowNumbers(rows: Rows): IterableIterator<number> {
  const [first = []] = Object.values(rows);
  return first.keys();
}
