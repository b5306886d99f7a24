import type { Camera, Point, Size } from "./camera.ts";
import type { Card } from "./draw/card.ts";
import type { Place, PlacedPlane } from "./scene/scene.ts";
import type { Frame } from "./stage.ts";

/** What an overlay is drawn over. */
export interface OverlayScene extends Frame {
  /** The place that is seen; in the plate view that of its first well. */
  readonly place: Place;
  readonly mode: "plane" | "plate";
  /** The planes of the scene and where their upper left corners lie, in image pixels: add it to points of a plane. */
  readonly planes: readonly PlacedPlane[];
  /** Of one plane, in image pixels. */
  readonly planeSize: Size;
  /**
   * From image pixels to clip coordinates as a column-major 3 x 3 matrix, for `uniformMatrix3fv`. Points far from the origin
   * lose precision in 32 bits: subtract `camera` in 64 bits first where that matters.
   */
  readonly matrix: Float32Array;
}

/** What lies under a point: an id that the overlay knows (its label, its row), and words for the reader. */
export interface Picked {
  readonly id: string | number;
  readonly text: string;
}

/**
 * A layer over the image. Overlays are drawn in the order in which they were added, after all images, in the same pass.
 *
 * @example
 * ```ts
 * class Polygons implements Overlay {
 *   readonly name = "cells";
 *   draw(card: Card, scene: OverlayScene): void {
 *     const { program, lines } = card.kept(this, (gl) => upload(gl, this.#outlines)); // again after a lost context
 *     card.gl.useProgram(program);
 *     card.gl.uniformMatrix3fv(program.matrix, false, scene.matrix);
 *     card.gl.drawArrays(card.gl.LINES, 0, lines);
 *   }
 *   pick(at: Point, tolerance: number) { return this.#nearest(at, tolerance); }
 * }
 * const remove = viewer.addOverlay(new Polygons(outlines));
 * ```
 */
export interface Overlay {
  /** For readers. */
  readonly name: string;
  /**
   * Draws with WebGL2 into the viewport, which is set; blending is on with premultiplied alpha (`ONE, ONE_MINUS_SRC_ALPHA`).
   * Leave blending and framebuffer as they are. Whatever lies on the card is made by `card.kept(this, make)`.
   */
  draw?(card: Card, scene: OverlayScene): void;
  /** Draws with the 2D canvas on top of everything, in CSS pixels of the view: text, handles. */
  paint?(context: CanvasRenderingContext2D, scene: OverlayScene): void;
  /**
   * What lies under an image point.
   *
   * @param tolerance - in image pixels: how far a pointer may miss
   */
  pick?(at: Point, tolerance: number): Picked | null;
  /** What is told in the line below the image while the pointer is over a point. */
  describe?(at: Point): Picked | null;
}

/** The matrix of {@link OverlayScene}. */
export function clipMatrix({ x, y, zoom }: Camera, { width, height }: Size): Float32Array {
  const [across, down] = [(2 * zoom) / width, (-2 * zoom) / height];
  return new Float32Array([across, 0, 0, 0, down, 0, -x * across, -y * down, 1]);
}
