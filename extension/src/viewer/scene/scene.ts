import type { SourceFacts } from "titer/stream";
import { positionOf } from "../../runs/format.ts";
import type { Size } from "../camera.ts";

/** Which of a source's planes are seen: one of a well, or of every well. */
export interface Place {
  readonly well: string;
  readonly site: number;
  readonly z: number;
  readonly timepoint: number;
}

/** A plane of the scene: whose it is, and where its upper left corner lies, in image pixels. */
export interface PlacedPlane {
  readonly well: string;
  readonly x: number;
  readonly y: number;
}

/** Planes of one size in their places. */
export interface Scene extends Size {
  readonly planes: readonly PlacedPlane[];
  /** Of each plane, at full size. */
  readonly planeSize: Size;
}

/** Share of a plane's side between neighbouring wells. */
const gap = 0.06;

/** One plane by itself. */
export function planeScene(facts: SourceFacts, well: string): Scene {
  const planeSize = sizeOf(facts);
  return { ...planeSize, planeSize, planes: [{ well, x: 0, y: 0 }] };
}

/** All wells where they lie on the plate; rows and columns without a well at the plate's edges are left out. */
export function plateScene(facts: SourceFacts): Scene {
  const planeSize = sizeOf(facts);
  const [stepX, stepY] = [planeSize.width * (1 + gap), planeSize.height * (1 + gap)].map(Math.ceil) as [number, number];
  const places = facts.wells.map((well, i) => ({ well, ...(positionOf(well) ?? inRows(i, facts.wells.length)) }));
  const firstRow = Math.min(...places.map(({ row }) => row));
  const firstColumn = Math.min(...places.map(({ column }) => column));
  const planes = places.map(({ well, row, column }) => ({
    well,
    x: (column - firstColumn) * stepX,
    y: (row - firstRow) * stepY,
  }));
  const width = Math.max(...planes.map(({ x }) => x + planeSize.width));
  const height = Math.max(...planes.map(({ y }) => y + planeSize.height));
  return { width, height, planeSize, planes };
}

/** The plane under an image point; undefined between wells. */
export function planeAt({ planes, planeSize }: Scene, x: number, y: number): PlacedPlane | undefined {
  return planes.find(
    (plane) => x >= plane.x && y >= plane.y && x < plane.x + planeSize.width && y < plane.y + planeSize.height,
  );
}

function sizeOf({ shape }: SourceFacts): Size {
  return { width: shape.x, height: shape.y };
}

/** For wells whose names say no place. */
function inRows(i: number, count: number): { readonly row: number; readonly column: number } {
  const columns = Math.ceil(Math.sqrt(count * 1.5));
  return { row: Math.floor(i / columns), column: i % columns };
}
