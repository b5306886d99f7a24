import type { Displayable } from "titer/protocol";
import type { Comm } from "../../session/comms.ts";
import { type LiveWidget, widgetHost } from "./host.ts";
import type { Model } from "./model.ts";
import { fromWire, type WireState } from "./state.ts";
import { Expected, type Trait } from "./trait.ts";
import { type Init, WidgetBase } from "./widget.ts";

/** A widget with its traits as properties. */
export type Widget<S extends object> = WidgetBase<S> & S;

/** Any widget at all. */
export type AnyWidget = LiveWidget & Displayable;

/** A class of widgets. */
export interface WidgetClass<S extends object> {
  /** Makes a widget; what is left out has its default. Throws TiterError `UNKNOWN_TRAIT`, `BAD_TRAIT`, `NO_NOTEBOOK`. */
  new (given?: Init<S>): Widget<S>;
  readonly model: Model<S>;
  /** Takes over a widget that the front end made, with the state that it sent. */
  adopt(comm: Comm, sent: WireState): Widget<S>;
}

/** The class of a model. */
export function widgetClass<S extends object>(model: Model<S>): WidgetClass<S> {
  const Class = class extends WidgetBase<S> {
    static readonly model = model;
    static adopt(comm: Comm, sent: WireState): Widget<S> {
      return new Class(fromWire(model, sent) as Init<S>, comm) as unknown as Widget<S>; // the properties are added below
    }

    constructor(given: Init<S> = {}, comm?: Comm) {
      super(model, given as Readonly<Record<string, unknown>>, comm);
    }
  };
  for (const name of Object.keys(model.traits) as (keyof S & string)[]) {
    Object.defineProperty(Class.prototype, name, {
      get(this: InstanceType<typeof Class>) {
        return this.traitValue(name);
      },
      set(this: InstanceType<typeof Class>, value: S[keyof S & string]) {
        this.set({ [name]: value } as unknown as Init<S>); // a state with this one name
      },
      enumerable: true,
    });
  }
  Object.defineProperty(Class, "name", { value: model.name });
  return Class as unknown as WidgetClass<S>; // the properties are there now
}

/** A trait that holds a widget of one class, made with its defaults or from an object of what differs. */
export function partOf<S extends object>(type: WidgetClass<S>): Trait<Widget<S>> {
  const make = (given: Init<S>): Widget<S> => new type(given);
  return {
    initial: () => make({}),
    read: (given) => {
      if (given instanceof type) return given;
      if (typeof given !== "object" || given === null || given instanceof WidgetBase)
        throw new Expected(`a ${type.model.name} or an object of its members`);
      return make(given as Init<S>); // which checks each member
    },
    toWire: reference,
    fromWire: referred,
  };
}

/** A trait that holds any widget; a list of them is `listOf(anyWidget)`. */
export const anyWidget: Trait<AnyWidget> = {
  initial: () => {
    throw new Expected("a widget");
  },
  read: (given) => {
    if (given instanceof WidgetBase) return given;
    throw new Expected("a widget");
  },
  toWire: reference,
  fromWire: referred,
};

/** A widget as messages name it. */
export function reference(widget: AnyWidget): string {
  return `IPY_MODEL_${widget.modelId}`;
}

/** The widget that a message names; any other value as it is. */
export function referred(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("IPY_MODEL_")) return value;
  return widgetHost().widgets.get(value.slice("IPY_MODEL_".length)) ?? value;
}
