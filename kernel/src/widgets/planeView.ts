import type { PlaneImage } from "titer";
import { planeBundle } from "titer/display";
import { type PlaneOutput, planeMime } from "titer/protocol";
import { type ShownState, shown } from "./controls/common.ts";
import { controlsClass, type FrontEndClass } from "./core/model.ts";
import { Expected, type Trait } from "./core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "./core/widgetClass.ts";

export interface PlaneViewState extends ShownState {
  /** The image that is shown; null for none. */
  image: PlaneImage | null;
  /** The same as it travels; follows `image`. */
  readonly plane: PlaneOutput | null;
}

const image: Trait<PlaneImage | null> = {
  initial: () => null,
  read: (given) => {
    const { plane, title } = (given ?? {}) as Partial<PlaneImage>;
    if (given === null || (typeof title === "string" && plane !== undefined)) return given as PlaneImage | null;
    throw new Expected("an image, such as plate.image(...) gives, or null");
  },
  wire: null,
};

const plane: Trait<PlaneOutput | null> = {
  initial: () => null,
  read: () => {
    throw new Expected("an image as `image` instead");
  },
};

const frontEnd = (name: string): FrontEndClass => controlsClass(name, "@titer/jupyterlab", "1.0.0");

/**
 * An image in a box of widgets, with zoom and contrast. Another image takes its place without moving the view.
 *
 * @example
 * ```ts
 * const view = new PlaneView({ image });
 * const sigma = new FloatSlider({ max: 10, description: "sigma", continuousUpdate: false });
 * sigma.observe(async ({ new: sigma }) => { view.image = await image.apply(gaussian, { sigma }); }, "value");
 * new VBox({ children: [sigma, view] })
 * ```
 */
export const PlaneView: WidgetClass<PlaneViewState> = widgetClass<PlaneViewState>({
  name: "PlaneView",
  model: frontEnd("PlaneModel"),
  view: frontEnd("PlaneView"),
  traits: { ...shown, image, plane },
  settle: ({ image }, given) => {
    if (!given.has("image")) return {};
    return { plane: image && (planeBundle(image.plane, image.title)[planeMime] as PlaneOutput) }; // which is what it makes
  },
});
export type PlaneView = Widget<PlaneViewState>;
