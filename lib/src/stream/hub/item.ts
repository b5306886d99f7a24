import type { Plane } from "../../image/plane.ts";
import type { Shapes } from "../frame.ts";
import type { FramePlane, FrameShapes } from "../messages.ts";

/** What a frame says about one of its parts. */
export type PartFacts = { readonly plane: FramePlane } | { readonly shapes: FrameShapes };

/** A part of a frame: a plane, or points or outlines of one, with its arrays in the order in which they are sent. */
export type FramePart = PartFacts & { readonly arrays: readonly ArrayBufferView[] };

/** Something on its way to viewers, who share its arrays; or how to get these when they are needed. */
export type HubItem = PartFacts & {
  readonly runId?: string;
  /** Bytes of its arrays. */
  readonly bytes: number;
  readonly arrays: readonly ArrayBufferView[] | (() => Promise<readonly ArrayBufferView[]>);
};

/** What its header says, whichever it is. */
export function factsOf(part: PartFacts): FramePlane | FrameShapes {
  return "plane" in part ? part.plane : part.shapes;
}

/** An item of a plane in memory. */
export function planeItem(plane: FramePlane, { data }: Plane, runId?: string): HubItem & FramePart {
  return { ...(runId === undefined ? {} : { runId }), plane, bytes: data.byteLength, arrays: [data] };
}

/** An item of points or outlines in memory. */
export function shapesItem(shapes: FrameShapes, made: Shapes, runId?: string): HubItem & FramePart {
  const arrays = [made.ids, made.starts, made.vertices];
  const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { ...(runId === undefined ? {} : { runId }), shapes, bytes, arrays };
}

/** Whether an item's arrays are in memory. */
export function isReady(item: HubItem): item is HubItem & FramePart {
  return typeof item.arrays !== "function";
}
