import { controlsClass } from "../core/model.ts";
import { oneOf, orNull, type Trait, text } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";

const contents = [
  "flex-start",
  "flex-end",
  "center",
  "space-between",
  "space-around",
  "space-evenly",
  "stretch",
  "inherit",
  "initial",
  "unset",
] as const;
const items = ["flex-start", "flex-end", "center", "baseline", "stretch", "inherit", "initial", "unset"] as const;
const self = [
  "auto",
  "flex-start",
  "flex-end",
  "center",
  "baseline",
  "stretch",
  "inherit",
  "initial",
  "unset",
] as const;
const justify = [
  "flex-start",
  "flex-end",
  "center",
  "space-between",
  "space-around",
  "inherit",
  "initial",
  "unset",
] as const;
const justifyItems = ["flex-start", "flex-end", "center", "inherit", "initial", "unset"] as const;
const flow = ["column", "row", "row dense", "column dense", "inherit", "initial", "unset"] as const;
const fit = ["contain", "cover", "fill", "scale-down", "none"] as const;
const visibility = ["visible", "hidden", "inherit", "initial", "unset"] as const;

type Css = string | null;
type OneOf<C extends readonly string[]> = C[number] | null;

/** Where and how large a widget is: members are CSS properties, null leaves them to the style sheet. */
export interface LayoutState {
  alignContent: OneOf<typeof contents>;
  alignItems: OneOf<typeof items>;
  alignSelf: OneOf<typeof self>;
  borderBottom: Css;
  borderLeft: Css;
  borderRight: Css;
  borderTop: Css;
  bottom: Css;
  display: Css;
  flex: Css;
  flexFlow: Css;
  gridArea: Css;
  gridAutoColumns: Css;
  gridAutoFlow: OneOf<typeof flow>;
  gridAutoRows: Css;
  gridColumn: Css;
  gridGap: Css;
  gridRow: Css;
  gridTemplateAreas: Css;
  gridTemplateColumns: Css;
  gridTemplateRows: Css;
  height: Css;
  justifyContent: OneOf<typeof justify>;
  justifyItems: OneOf<typeof justifyItems>;
  left: Css;
  margin: Css;
  maxHeight: Css;
  maxWidth: Css;
  minHeight: Css;
  minWidth: Css;
  objectFit: OneOf<typeof fit>;
  objectPosition: Css;
  order: Css;
  overflow: Css;
  padding: Css;
  right: Css;
  top: Css;
  visibility: OneOf<typeof visibility>;
  width: Css;
}

const css: Trait<Css> = orNull(text());

/** The layout of a widget: `slider.layout.width = "50%"`. */
export const Layout: WidgetClass<LayoutState> = widgetClass<LayoutState>({
  name: "Layout",
  model: controlsClass("LayoutModel", "@jupyter-widgets/base"),
  view: controlsClass("LayoutView", "@jupyter-widgets/base"),
  traits: {
    alignContent: orNull(oneOf(contents, "center")),
    alignItems: orNull(oneOf(items, "center")),
    alignSelf: orNull(oneOf(self, "auto")),
    borderBottom: css,
    borderLeft: css,
    borderRight: css,
    borderTop: css,
    bottom: css,
    display: css,
    flex: css,
    flexFlow: css,
    gridArea: css,
    gridAutoColumns: css,
    gridAutoFlow: orNull(oneOf(flow, "row")),
    gridAutoRows: css,
    gridColumn: css,
    gridGap: css,
    gridRow: css,
    gridTemplateAreas: css,
    gridTemplateColumns: css,
    gridTemplateRows: css,
    height: css,
    justifyContent: orNull(oneOf(justify, "center")),
    justifyItems: orNull(oneOf(justifyItems, "center")),
    left: css,
    margin: css,
    maxHeight: css,
    maxWidth: css,
    minHeight: css,
    minWidth: css,
    objectFit: orNull(oneOf(fit, "none")),
    objectPosition: css,
    order: css,
    overflow: css,
    padding: css,
    right: css,
    top: css,
    visibility: orNull(oneOf(visibility, "visible")),
    width: css,
  },
});
export type Layout = Widget<LayoutState>;
