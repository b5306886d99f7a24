import type { Overlay, OverlayScene } from "../overlay.ts";

const font = '600 12px "Segoe UI", system-ui, sans-serif';

/** Names of wells over the plate: on each when there is room, else of those at the left and upper edge as rows and columns. */
export class WellNames implements Overlay {
  readonly name = "Wells";

  paint(context: CanvasRenderingContext2D, { mode, planes, planeSize, camera, size }: OverlayScene): void {
    if (mode !== "plate") return;
    const wide = planeSize.width * camera.zoom;
    context.font = font;
    context.textBaseline = "top";
    context.lineWidth = 3;
    context.strokeStyle = "rgb(0 0 0 / 75%)";
    context.fillStyle = "#fff";
    const onEach = wide >= 44;
    for (const plane of planes) {
      const x = (plane.x - camera.x) * camera.zoom + size.width / 2;
      const y = (plane.y - camera.y) * camera.zoom + size.height / 2;
      const [, row = plane.well, column = ""] = /^([A-Z]+)0*(\d+)$/.exec(plane.well) ?? [];
      if (onEach) this.#write(context, plane.well, x + 4, y + 4);
      else {
        if (plane.x === 0) this.#write(context, row, Math.max(2, x - 20), y + (wide - 12) / 2);
        if (plane.y === 0 && wide >= 16) this.#write(context, column, x + wide / 2 - 7, Math.max(2, y - 16));
      }
    }
  }

  #write(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}
