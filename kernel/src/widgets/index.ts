/**
 * Jupyter widgets in TypeScript: the models of `@jupyter-widgets/controls` 2.0, driven from cells.
 *
 * @module
 */
export type { Capture, Output as CellOutput } from "../display/capture.ts";
export * from "./anywidget.ts";
export * from "./controls/booleans.ts";
export * from "./controls/boxes.ts";
export * from "./controls/button.ts";
export * from "./controls/controller.ts";
export * from "./controls/dates.ts";
export * from "./controls/layout.ts";
export * from "./controls/media.ts";
export * from "./controls/multipleSelection.ts";
export * from "./controls/numbers.ts";
export * from "./controls/output.ts";
export * from "./controls/pickers.ts";
export * from "./controls/selection.ts";
export * from "./controls/sliders.ts";
export * from "./controls/strings.ts";
export * from "./controls/styles.ts";
export * from "./controls/tags.ts";
export { controlsClass, type FrontEndClass, type Model } from "./core/model.ts";
export * from "./core/trait.ts";
export { type Change, type Init, type MessageListener, type Observer, WidgetBase } from "./core/widget.ts";
export { type AnyWidget, anyWidget, partOf, type Widget, type WidgetClass, widgetClass } from "./core/widgetClass.ts";
export * from "./interact/abbreviation.ts";
export * from "./interact/interact.ts";
export type { Interaction, InteractionOptions } from "./interact/interaction.ts";
export { parameterControls } from "./interact/parameters.ts";
export * from "./jsLinks.ts";
export * from "./links.ts";
export * from "./planeView.ts";
