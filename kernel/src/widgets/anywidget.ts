import { type ShownState, shown } from "./controls/common.ts";
import { controlsClass } from "./core/model.ts";
import { type Traits, text, trait } from "./core/trait.ts";
import { type Widget, widgetClass } from "./core/widgetClass.ts";

/** What a widget of one's own is made of. */
export interface AnywidgetOptions<S extends object> {
  /**
   * The text of an ECMAScript module for the page, by the rules of anywidget (anywidget.dev): its default export has
   * `render({ model, el })`, and may have `initialize`. Or an address from which the page loads one.
   */
  readonly esm: string;
  /** A style sheet, or its address. */
  readonly css?: string;
  /** What kernel and page share, with its first values: JSON, or `Uint8Array`. `model.get(name)` of the module reads it. */
  readonly state?: S;
  /** Names the kind of widget: modules of one name share a style sheet. */
  readonly name?: string;
}

/** The front end's package, pinned in setup/requirements.txt. */
const frontEnd = (name: string) => controlsClass(name, "anywidget", "~0.11.*");

/**
 * A widget of one's own: code for the page, and state that both sides can set and observe. Needs the `anywidget` package in
 * JupyterLab, which `npm start` installs.
 *
 * @example
 * ```ts
 * const counter = anywidget({
 *   esm: `export default { render({ model, el }) {
 *     const button = document.createElement("button");
 *     button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
 *     model.on("change:count", () => { button.textContent = String(model.get("count")); });
 *     el.append(button);
 *   } }`,
 *   state: { count: 0 },
 * });
 * counter.count = 7;
 * ```
 */
export function anywidget<S extends object = Record<never, never>>(
  options: AnywidgetOptions<S>,
): Widget<AnywidgetState & S> {
  const { esm, css = "", state = {} as S, name = "titer.anywidget" } = options;
  const own = Object.entries(state).map(([key, initial]) => [
    key,
    { ...trait<unknown>(initial, "anything but undefined", (value) => value !== undefined), wire: key },
  ]);
  const given: Traits<AnywidgetState> = {
    ...shown,
    esm: { ...text(esm), wire: "_esm" },
    css: { ...text(css), wire: "_css" },
    anywidgetId: { ...text(name), wire: "_anywidget_id" },
  };
  const Class = widgetClass<AnywidgetState & S>({
    name: "anywidget",
    model: frontEnd("AnyModel"),
    view: frontEnd("AnyView"),
    traits: { ...Object.fromEntries(own), ...given } as Traits<AnywidgetState & S>, // one trait per member of the state
  });
  return new Class();
}

export interface AnywidgetState extends ShownState {
  esm: string;
  css: string;
  readonly anywidgetId: string;
}
