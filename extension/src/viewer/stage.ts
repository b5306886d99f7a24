import { type Camera, fit, imagePoint, type Point, pan, type Size, zoomAt } from "./camera.ts";
import { element, setText } from "./dom.ts";
import type { Card } from "./draw/card.ts";
import type { Painter } from "./draw/painter.ts";
import type { Quality } from "./draw/shaders.ts";
import { scaleBar } from "./scaleBar.ts";

const longestScaleBar = 140;

/** The camera rests when it has not moved for so many milliseconds. */
const restAfter = 120;

/** What there is to look at: its size in image pixels, and how large one is. */
export interface Extent extends Size {
  readonly pixelSizeUm: number | null;
}

/** A stage as it is drawn. */
export interface Frame {
  readonly camera: Camera;
  /** In CSS pixels. */
  readonly size: Size;
  /** In device pixels. */
  readonly view: Size;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** Less while the camera moves, which is drawn again when it rests. */
  readonly quality: Quality;
}

/** Who fills a stage. */
export interface StageOwner {
  /** Draws what is seen; called at most once per animation frame. */
  readonly draw: (card: Card, frame: Frame) => void;
  /** Draws on top of that, in CSS pixels. */
  readonly paint?: (context: CanvasRenderingContext2D, frame: Frame) => void;
  /** The image was clicked, not dragged. */
  readonly clicked?: (at: Point) => void;
  /** The image point under the pointer, or null when there is none. */
  readonly pointed: (at: Point | null) => void;
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
  readonly #owner: StageOwner;
  readonly #context: CanvasRenderingContext2D;
  readonly #bar: HTMLElement = element("div", { class: "titer-scaleBar" });
  readonly #message: HTMLElement = element("div", { class: "titer-stage-message", role: "status" });
  readonly #hint: HTMLElement = element("div", { class: "titer-stage-hint" }, "Click the image, then the wheel zooms");
  readonly #resized: ResizeObserver;
  #extent: Extent | null = null;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  /** Until the user moves the camera, the image is fitted again whenever the stage changes its size. */
  #fitted = true;
  #frame = 0;
  /** Set while the camera moves. */
  #moving: ReturnType<typeof setTimeout> | undefined;
  /** As the observer last saw it: JupyterLab hides everything for a moment when themes change, which it does not see. */
  #size: Size = { width: 0, height: 0 };

  constructor(painter: Painter, owner: StageOwner) {
    this.#painter = painter;
    this.#owner = owner;
    this.canvas = element("canvas", { class: "titer-canvas", role: "img", tabindex: 0, "aria-label": "Image" });
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
    this.drawable = painter.join(this.repaint);
    this.#showState();
  }

  /** The view in CSS pixels; zero while it is hidden. */
  get size(): Size {
    return this.#size;
  }

  /** What is seen of the extent; it changes with the stage's size until the user moves it. */
  get camera(): Camera {
    return this.#camera;
  }

  /** Whether the camera was left to the stage, which shows the whole extent. */
  get fitted(): boolean {
    return this.#fitted;
  }

  /** Shows something of another extent, all of it; with the extent of before the camera stays. */
  show(extent: Extent | null): void {
    const before = this.#extent;
    const same = before !== null && extent?.width === before.width && extent.height === before.height;
    this.#extent = extent;
    if (same) {
      this.#drawScaleBar();
      this.repaint();
    } else this.fit();
  }

  /** Looks at a place. */
  look(camera: Camera): void {
    this.#fitted = false;
    this.#move(camera);
  }

  /** The whole image. */
  fit(): void {
    this.#fitted = true;
    if (this.#extent === null || this.#size.width === 0) this.repaint();
    else this.#move(fit(this.#extent, this.size));
  }

  /** One image pixel per pixel of the screen. */
  actualSize(): void {
    this.zoom(1 / (this.#camera.zoom * window.devicePixelRatio));
  }

  /** Zooms at a point of the view, by default its middle. */
  zoom(factor: number, x: number = this.size.width / 2, y: number = this.size.height / 2): void {
    if (this.#extent === null) return;
    this.#fitted = false;
    this.#move(zoomAt(this.#camera, this.#extent, this.size, factor, x, y));
  }

  /** Moves the image by CSS pixels. */
  pan(dx: number, dy: number): void {
    if (this.#extent === null) return;
    this.#fitted = false;
    this.#move(pan(this.#camera, this.#extent, dx, dy));
  }

  /** Reports the image point under a point of the view; null when the pointer left. */
  point(at: Point | null): void {
    this.#owner.pointed(at === null || this.#extent === null ? null : this.imagePoint(at));
  }

  /** The image point under a point of the view, from its upper left corner in CSS pixels. */
  imagePoint({ x, y }: Point): Point {
    return imagePoint(this.#camera, this.size, x, y);
  }

  /** Reports a click at a point of the view. */
  click(at: Point): void {
    if (this.#extent !== null) this.#owner.clicked?.(this.imagePoint(at));
  }

  /** Says for a moment how the wheel zooms. */
  showHint(): void {
    this.#hint.hidden = false;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#moving);
    this.#resized.disconnect();
    this.#painter.leave(this.repaint);
    this.#extent = null;
  }

  #move(camera: Camera): void {
    this.#camera = camera;
    clearTimeout(this.#moving);
    this.#moving = setTimeout(() => {
      this.#moving = undefined;
      this.repaint();
    }, restAfter);
    this.#drawScaleBar();
    this.#owner.moved(camera);
    this.repaint();
  }

  #resize({ width, height }: Size): void {
    this.#size = { width, height };
    if (this.#fitted) this.fit();
    else this.repaint();
  }

  /** Draws again with the next animation frame. */
  readonly repaint = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  };

  #draw(): void {
    this.#showState();
    const { width, height } = this.size;
    if (this.#extent === null || width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide) this.canvas.width = wide;
    if (this.canvas.height !== high) this.canvas.height = high;
    const quality = this.#moving === undefined ? "still" : "moving";
    const frame: Frame = {
      camera: this.#camera,
      size: this.#size,
      view: { width: wide, height: high },
      ratio,
      quality,
    };
    this.#painter.paint(this.#context, (card) => this.#owner.draw(card, frame));
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#owner.paint?.(this.#context, frame);
    this.#context.resetTransform();
  }

  #drawScaleBar(): void {
    const um = this.#extent?.pixelSizeUm ?? null;
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
