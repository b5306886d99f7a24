import { type Camera, fit, imagePoint, pan, type Size, zoomAt } from "./camera.ts";
import { element, setText } from "./dom.ts";
import type { PlaneImage } from "./image.ts";
import type { Look } from "./look.ts";
import type { Painter } from "./painter.ts";
import { scaleBar } from "./scaleBar.ts";

const longestScaleBar = 140;

/** What the stage tells its owner. */
export interface StageEvents {
  /** The image pixel under the pointer, or null when there is none. */
  readonly pointed: (pixel: { readonly x: number; readonly y: number } | null) => void;
  /** The camera moved or the stage changed its size. */
  readonly moved: (camera: Camera) => void;
}

/** The picture: a canvas with camera and scale bar. It draws at most once per animation frame. */
export class Stage {
  readonly node: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** False in a browser without WebGL2, where nothing is ever drawn. */
  readonly drawable: boolean;
  readonly #painter: Painter;
  readonly #events: StageEvents;
  readonly #context: CanvasRenderingContext2D;
  readonly #bar: HTMLElement = element("div", { class: "titer-scaleBar" });
  readonly #message: HTMLElement = element("div", { class: "titer-stage-message", role: "status" });
  readonly #hint: HTMLElement = element("div", { class: "titer-stage-hint" }, "Click the image, then the wheel zooms");
  readonly #resized: ResizeObserver;
  #image: PlaneImage | null = null;
  #look: Look | null = null;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  /** Until the user moves the camera, the image is fitted again whenever the stage changes its size. */
  #fitted = true;
  #frame = 0;
  /** As the observer last saw it: JupyterLab hides everything for a moment when themes change, which it does not see. */
  #size: Size = { width: 0, height: 0 };

  constructor(painter: Painter, events: StageEvents) {
    this.#painter = painter;
    this.#events = events;
    this.canvas = element("canvas", { class: "titer-canvas", role: "img", tabindex: 0 });
    this.node = element("div", { class: "titer-stage" }, this.canvas, this.#bar, this.#hint, this.#message);
    this.#hint.hidden = true;
    this.#hint.addEventListener("animationend", () => {
      this.#hint.hidden = true;
    });
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2D canvas.");
    this.#context = context;
    this.#resized = new ResizeObserver(([entry]) => {
      if (entry) this.#resize(entry.contentRect);
    });
    this.#resized.observe(this.node);
    this.drawable = painter.join(this.#repaint);
    this.#showState();
  }

  /** The view in CSS pixels; zero while it is hidden. */
  get size(): Size {
    return this.#size;
  }

  /** Shows an image; the camera stays when the image has the size of the one before. */
  show(image: PlaneImage, look: Look): void {
    const before = this.#image;
    const same = before?.info.width === image.info.width && before.info.height === image.info.height;
    if (before !== null) this.#painter.forget(before);
    this.#image = image;
    this.#look = look;
    if (same) this.#repaint();
    else this.fit();
  }

  set look(look: Look) {
    this.#look = look;
    this.#repaint();
  }

  /** The whole image. */
  fit(): void {
    this.#fitted = true;
    if (this.#image === null || this.#size.width === 0) return;
    this.#move(fit(this.#image.info, this.size));
  }

  /** One image pixel per pixel of the screen. */
  actualSize(): void {
    this.zoom(1 / (this.#camera.zoom * window.devicePixelRatio));
  }

  /** Zooms at a point of the view, by default its middle. */
  zoom(factor: number, x: number = this.size.width / 2, y: number = this.size.height / 2): void {
    if (this.#image === null) return;
    this.#fitted = false;
    this.#move(zoomAt(this.#camera, this.#image.info, this.size, factor, x, y));
  }

  /** Moves the image by CSS pixels. */
  pan(dx: number, dy: number): void {
    if (this.#image === null) return;
    this.#fitted = false;
    this.#move(pan(this.#camera, this.#image.info, dx, dy));
  }

  /** Reports the image pixel under a point of the view; null when the pointer left. */
  point(at: { readonly x: number; readonly y: number } | null): void {
    this.#events.pointed(at === null ? null : this.#pixelAt(at.x, at.y));
  }

  #pixelAt(x: number, y: number): { readonly x: number; readonly y: number } | null {
    if (this.#image === null) return null;
    const at = imagePoint(this.#camera, this.size, x, y);
    const pixel = { x: Math.floor(at.x), y: Math.floor(at.y) };
    const { width, height } = this.#image.info;
    const inside = pixel.x >= 0 && pixel.y >= 0 && pixel.x < width && pixel.y < height;
    return inside ? pixel : null;
  }

  /** Says for a moment how the wheel zooms. */
  showHint(): void {
    this.#hint.hidden = false;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#painter.leave(this.#repaint, this.#image);
    this.#image = null;
  }

  #move(camera: Camera): void {
    this.#camera = camera;
    this.#drawScaleBar();
    this.#events.moved(camera);
    this.#repaint();
  }

  #resize({ width, height }: Size): void {
    this.#size = { width, height };
    if (this.#fitted) this.fit();
    else this.#repaint();
  }

  readonly #repaint = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  };

  #draw(): void {
    this.#showState();
    const { width, height } = this.size;
    if (this.#image === null || this.#look === null || width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide) this.canvas.width = wide;
    if (this.canvas.height !== high) this.canvas.height = high;
    this.#painter.paint(this.#context, this.#image, this.#camera, ratio, this.#look);
  }

  #drawScaleBar(): void {
    const um = this.#image?.info.pixelSizeUm ?? null;
    this.#bar.hidden = um === null;
    if (um === null) return;
    const { label, length } = scaleBar(um / this.#camera.zoom, Math.min(longestScaleBar, this.size.width / 3));
    this.#bar.style.width = `${length}px`;
    this.#bar.textContent = label;
  }

  #showState(): void {
    const { state } = this.#painter;
    this.#message.hidden = state === "ready";
    const lost = "The graphics card was lost. The image comes back when the browser restores it.";
    setText(this.#message, state === "lost" ? lost : "");
  }
}
