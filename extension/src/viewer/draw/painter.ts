import { Card } from "./card.ts";
import type { Raster } from "./raster.ts";

/** Whether images can be drawn now; a lost context comes back when the browser restores it. */
export type PainterState = "ready" | "lost";

/**
 * Draws for every image view of a page with one WebGL2 context: browsers allow only about 16 of them. A view is drawn on
 * a hidden canvas and copied to the view's own 2D canvas in the same task.
 *
 * The context is made for the first view and given back after the last one left.
 */
export class Painter {
  readonly #views = new Set<() => void>();
  #card: Card | null = null;
  #state: PainterState = "ready";

  get state(): PainterState {
    return this.#state;
  }

  /** Joins a view; `changed` is called when the state changes, and the view must then draw again. False without WebGL2. */
  join(changed: () => void): boolean {
    if (this.#card === null && !this.#open()) return false;
    this.#views.add(changed);
    return true;
  }

  /** A view leaves; the last one gives the context back. */
  leave(changed: () => void): void {
    if (!this.#views.delete(changed)) return;
    if (this.#views.size > 0 || this.#card === null) return;
    this.#card.gl.getExtension("WEBGL_lose_context")?.loseContext();
    this.#card = null;
  }

  /** Takes a raster that is not shown any more off the graphics card. */
  forget(raster: Raster): void {
    if (this.#state === "ready") this.#card?.textures.forget(raster);
  }

  /** Puts a raster in the place of one that is not shown any more. */
  replace(old: Raster, raster: Raster): void {
    if (this.#state === "ready") this.#card?.textures.replace(old, raster);
  }

  /** Fills a view's canvas (its size is in device pixels). Nothing happens unless the state is ready. */
  paint(target: CanvasRenderingContext2D, draw: (card: Card) => void): void {
    if (this.#card === null || this.#state !== "ready") return;
    const { gl } = this.#card;
    const { width, height } = target.canvas;
    if (gl.canvas.width < width) gl.canvas.width = width;
    if (gl.canvas.height < height) gl.canvas.height = height;
    this.#card.begin({ width, height });
    draw(this.#card);
    target.clearRect(0, 0, width, height);
    target.drawImage(gl.canvas, 0, gl.canvas.height - height, width, height, 0, 0, width, height);
  }

  #open(): boolean {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl2", { antialias: false, depth: false, stencil: false });
    if (gl === null) return false;
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault(); // without this the browser does not restore it
      if (this.#card?.gl === gl) this.#change("lost");
    });
    canvas.addEventListener("webglcontextrestored", () => {
      if (this.#card?.gl !== gl) return;
      this.#card = new Card(gl);
      this.#change("ready");
    });
    this.#card = new Card(gl);
    this.#state = "ready";
    return true;
  }

  #change(state: PainterState): void {
    this.#state = state;
    for (const changed of this.#views) changed();
  }
}
