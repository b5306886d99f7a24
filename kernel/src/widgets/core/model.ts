import type { Trait, Traits } from "./trait.ts";

/** A class of widgets: which code of the front end serves it, and its traits. */
export interface Model<S extends object> {
  /** The class in cells: `IntSlider`. */
  readonly name: string;
  /** Where the model's code in the front end is. */
  readonly model: FrontEndClass;
  /** The same of its view; null for what is never shown by itself. */
  readonly view: FrontEndClass | null;
  readonly traits: Traits<S>;
  /**
   * What must change with what was changed, such as a value that a new maximum cuts. Gets the whole next state and the names
   * of what was given; gives what is different. Throws a TiterError for a state that can't be.
   */
  readonly settle?: (next: Readonly<S>, given: ReadonlySet<keyof S>) => Partial<S>;
}

/** A class of the front end: package, version and name. */
export interface FrontEndClass {
  readonly module: string;
  readonly version: string;
  readonly name: string;
}

/** A class of `@jupyter-widgets/controls` 2.0, or of another package. */
export function controlsClass(name: string, module = "@jupyter-widgets/controls", version = "2.0.0"): FrontEndClass {
  return { module, version, name };
}

/** Model and view of a control, which are named after it. */
export function control(name: string, view: string = name): Pick<Model<object>, "name" | "model" | "view"> {
  return { name, model: controlsClass(`${name}Model`), view: controlsClass(`${view}View`) };
}

/** A trait's name in messages: `readoutFormat` travels as `readout_format`; null when it does not travel. */
export function wireName(name: string, { wire }: Pick<Trait<unknown>, "wire">): string | null {
  return wire === undefined ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : wire;
}
