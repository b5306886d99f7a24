import type { Camera } from "./camera.ts";
import type { PlaneImage } from "./image.ts";
import type { Look } from "./look.ts";
import { PlaneProgram } from "./program.ts";
import { Textures } from "./textures.ts";

const textureBudget = 256 << 20;

/** Whether images can be drawn now; a lost context comes back when the browser restores it. */
export type PainterState = "ready" | "lost";

/**
 * Draws planes for every image output of a page with one WebGL2 context: browsers allow only about 16 of them. A view is
 * drawn on a hidden canvas and copied to the view's own 2D canvas in the same task.
 *
 * The context is made for the first view and given back after the last one left.
 */
export class Painter {
  readonly #views = new Set<() => void>();
  #card: { readonly gl: WebGL2RenderingContext; program: PlaneProgram; textures: Textures } | null = null;
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
  leave(changed: () => void, image: PlaneImage | null): void {
    if (!this.#views.delete(changed)) return;
    if (image !== null) this.forget(image);
    if (this.#views.size > 0 || this.#card === null) return;
    this.#card.gl.getExtension("WEBGL_lose_context")?.loseContext();
    this.#card = null;
  }

  /** Takes an image that is not shown any more off the graphics card. */
  forget(image: PlaneImage): void {
    if (this.#state === "ready") this.#card?.textures.forget(image);
  }

  /** Fills a view's canvas (its size is in device pixels). Nothing happens unless the state is ready. */
  paint(target: CanvasRenderingContext2D, image: PlaneImage, camera: Camera, pixelRatio: number, look: Look): void {
    if (this.#card === null || this.#state !== "ready") return;
    const { gl, textures, program } = this.#card;
    const { width, height } = target.canvas;
    if (gl.canvas.width < width) gl.canvas.width = width;
    if (gl.canvas.height < height) gl.canvas.height = height;
    textures.bind(image);
    program.draw({ width, height }, camera, pixelRatio, look);
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
      this.#card = cardOf(gl);
      this.#change("ready");
    });
    this.#card = cardOf(gl);
    this.#state = "ready";
    return true;
  }

  #change(state: PainterState): void {
    this.#state = state;
    for (const changed of this.#views) changed();
  }
}

function cardOf(gl: WebGL2RenderingContext) {
  return { gl, program: new PlaneProgram(gl), textures: new Textures(gl, textureBudget) };
}
