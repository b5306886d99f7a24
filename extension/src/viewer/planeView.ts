import type { Point } from "./camera.ts";
import { ContrastPanel } from "./contrastPanel.ts";
import { type ContrastSubject, formatValue, shownValue } from "./contrastSubject.ts";
import { button, element, setText } from "./dom.ts";
import type { Painter } from "./draw/painter.ts";
import { wholeQuad } from "./draw/quads.ts";
import type { PlaneImage } from "./image.ts";
import type { Look } from "./look.ts";
import { distributionOf } from "./pixels/distribution.ts";
import { Stage } from "./stage.ts";
import { listen } from "./stageInput.ts";

/** One image with its title, picture, contrast controls and the value under the pointer. */
export class PlaneView {
  readonly node: HTMLElement;
  readonly #stage: Stage;
  readonly #panel: ContrastPanel;
  readonly #title = element("span", { class: "titer-plane-title" });
  readonly #facts = element("span", { class: "titer-plane-facts" });
  readonly #readout = element("output", { class: "titer-readout" });
  readonly #zoom = element("span", { class: "titer-zoom" });
  #image: PlaneImage | null = null;
  #look: Look | null = null;

  readonly #painter: Painter;

  /** @param painter - draws for all views of the page */
  constructor(painter: Painter) {
    this.#painter = painter;
    this.#stage = new Stage(painter, {
      draw: (card, frame) => {
        if (this.#image === null || this.#look === null) return;
        const image = { raster: this.#image, look: this.#look, opacity: 1 };
        card.add(frame.view, [image], [wholeQuad(this.#image, frame)], frame.quality);
      },
      pointed: (at) => setText(this.#readout, this.#readoutOf(at)),
      moved: ({ zoom }) => setText(this.#zoom, `${formatPercent(zoom * window.devicePixelRatio)}`),
    });
    this.#panel = new ContrastPanel((look) => {
      this.#look = look;
      this.#stage.repaint();
    });
    listen(this.#stage, (limit, direction) => this.#panel.nudge(limit, direction));
    const tools = element(
      "div",
      { class: "titer-tools", role: "toolbar", "aria-label": "Zoom" },
      button("\u2212", "Zoom out (key -)", () => this.#stage.zoom(1 / 1.5)),
      button("+", "Zoom in (key +)", () => this.#stage.zoom(1.5)),
      button("Fit", "Show the whole image (key 0 or double click)", () => this.#stage.fit()),
      button("1:1", "One image pixel per screen pixel (key 1)", () => this.#stage.actualSize()),
      this.#zoom,
    );
    this.node = element(
      "figure",
      { class: "titer-plane" },
      element("figcaption", { class: "titer-plane-head" }, this.#title, this.#facts),
      element(
        "div",
        { class: "titer-plane-body" },
        element("div", { class: "titer-plane-main" }, this.#stage.node, this.#readout),
        element("div", { class: "titer-plane-side" }, tools, this.#panel.node),
      ),
    );
  }

  /** False in a browser without WebGL2: this view stays empty. */
  get drawable(): boolean {
    return this.#stage.drawable;
  }

  /** Shows an image; one of the same size as before keeps the camera and the look that the user chose. */
  show(image: PlaneImage): void {
    const { info } = image;
    const before = this.#image?.info;
    const kept = before?.width === info.width && before.height === info.height && before.dtype === info.dtype;
    const look = kept && this.#look ? this.#look : { ...info.window, gamma: 1, map: "gray" };
    if (this.#image !== null) this.#painter.replace(this.#image, image);
    this.#image = image;
    this.#look = look;
    setText(this.#title, info.title);
    setText(this.#facts, factsOf(image));
    setText(this.#readout, "");
    this.#stage.canvas.setAttribute("aria-label", `${info.title}: ${factsOf(image)}`);
    this.node.style.setProperty("--titer-aspect", String(info.width / info.height));
    this.#panel.show(subjectOf(image), look);
    this.#stage.show(info);
  }

  dispose(): void {
    if (this.#image !== null) this.#painter.forget(this.#image);
    this.#stage.dispose();
    this.#image = null;
  }

  #readoutOf(at: Point | null): string {
    if (at === null || this.#image === null) return "";
    const { info, pixels } = this.#image;
    const pixel = { x: Math.floor(at.x), y: Math.floor(at.y) };
    if (pixel.x < 0 || pixel.y < 0 || pixel.x >= info.width || pixel.y >= info.height) return "";
    const value = formatValue(shownValue(info, pixels[pixel.y * info.width + pixel.x]!));
    const um = info.pixelSizeUm;
    const place = um === null ? "" : ` (${(pixel.x * um).toFixed(1)}, ${(pixel.y * um).toFixed(1)} µm)`;
    return `x ${pixel.x * info.binning}, y ${pixel.y * info.binning}${place}: ${value}`;
  }
}

function subjectOf({ info, pixels }: PlaneImage): ContrastSubject {
  return { of: distributionOf([pixels]), auto: info.window, offset: info.offset, scale: info.scale };
}

/** Size, dtype, pixel size, range, and what was done to the pixels on the way here. */
function factsOf(image: PlaneImage): string {
  const { info } = image;
  const { source } = info;
  const facts = [
    `${source.width} \u00d7 ${source.height} px`,
    source.dtype,
    info.pixelSizeUm === null ? "pixel size unknown" : `${formatValue(info.pixelSizeUm / info.binning)} µm/px`,
    `${formatValue(shownValue(info, info.range.min))} to ${formatValue(shownValue(info, info.range.max))}`,
  ];
  if (info.binning > 1) facts.push(`shown binned ${info.binning} \u00d7 ${info.binning}`);
  if (info.scale !== 1 || info.offset !== 0) facts.push("mapped to 16 bits for display");
  if (info.nonFinite > 0) facts.push(`${info.nonFinite} pixels are NaN or infinite`);
  return facts.join(" \u00b7 ");
}

function formatPercent(zoom: number): string {
  return `${zoom >= 0.1 ? Math.round(zoom * 100) : (zoom * 100).toFixed(1)} %`;
}
