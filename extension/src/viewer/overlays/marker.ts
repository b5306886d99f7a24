import type { Point } from "../camera.ts";
import type { Overlay, OverlayScene } from "../overlay.ts";

/** A ring around an object that was chosen elsewhere, such as in a table. */
export class Marker implements Overlay {
  readonly name = "chosen object";
  #at: (Point & { readonly well: string; readonly site: number | null }) | null = null;

  /** @param at - in pixels of the plane; null takes the ring away */
  mark(at: (Point & { readonly well: string; readonly site: number | null }) | null): void {
    this.#at = at;
  }

  paint(context: CanvasRenderingContext2D, { planes, place, camera, size }: OverlayScene): void {
    const at = this.#at;
    const plane = planes.find(({ well }) => well === at?.well);
    if (at === null || plane === undefined || (at.site !== null && at.site !== place.site)) return;
    const x = (at.x + plane.x - camera.x) * camera.zoom + size.width / 2;
    const y = (at.y + plane.y - camera.y) * camera.zoom + size.height / 2;
    for (const [width, color] of [
      [5, "rgb(0 0 0 / 60%)"],
      [2.5, "#4ff"],
    ] as const) {
      context.beginPath();
      context.arc(x, y, Math.max(12, 10 * camera.zoom), 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = color;
      context.stroke();
    }
  }
}
