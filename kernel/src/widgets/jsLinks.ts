import { TiterError } from "titer/errors";
import { controlsClass } from "./core/model.ts";
import { Expected, type Trait } from "./core/trait.ts";
import { WidgetBase } from "./core/widget.ts";
import { type AnyWidget, reference, type Widget, type WidgetClass, widgetClass } from "./core/widgetClass.ts";
import type { Connection, Place } from "./links.ts";

/** A trait of a widget, with the trait's name in messages. */
type WiredPlace = readonly [widget: AnyWidget, wireName: string];

export interface LinkState {
  source: WiredPlace;
  target: WiredPlace;
}

const wiredPlace: Trait<WiredPlace> = {
  initial: () => {
    throw new Expected("a widget and the name of its trait");
  },
  read: (given) => {
    if (Array.isArray(given) && given[0] instanceof WidgetBase && typeof given[1] === "string")
      return [given[0], given[1]];
    throw new Expected("a widget and the name of its trait");
  },
  toWire: ([widget, name]) => [reference(widget), name],
};

function linkClass(name: string): WidgetClass<LinkState> {
  const traits = { source: wiredPlace, target: wiredPlace };
  return widgetClass<LinkState>({ name, model: controlsClass(`${name}Model`), view: null, traits });
}

export const Link: WidgetClass<LinkState> = linkClass("Link");
export type Link = Widget<LinkState>;
export const DirectionalLink: WidgetClass<LinkState> = linkClass("DirectionalLink");
export type DirectionalLink = Widget<LinkState>;

/** Keeps two traits equal in the page itself, with or without a kernel. Throws `UNKNOWN_TRAIT`, `NOT_SYNCHRONIZED`. */
export function jslink<A extends object, K extends keyof A, B extends object, L extends keyof B>(
  first: Place<A, K>,
  second: Place<B, L>,
): Connection {
  return connection(Link, first, second);
}

/** Makes the second trait follow the first in the page itself. Throws `UNKNOWN_TRAIT`, `NOT_SYNCHRONIZED`. */
export function jsdlink<A extends object, K extends keyof A, B extends object, L extends keyof B>(
  source: Place<A, K>,
  target: Place<B, L>,
): Connection {
  return connection(DirectionalLink, source, target);
}

function connection<A extends object, K extends keyof A, B extends object, L extends keyof B>(
  type: WidgetClass<LinkState>,
  source: Place<A, K>,
  target: Place<B, L>,
): Connection {
  const made = new type({ source: wired(source), target: wired(target) });
  return { unlink: () => made.close() };
}

function wired<S extends object, K extends keyof S>([widget, name]: Place<S, K>): WiredPlace {
  const key = widget.wireName(name);
  if (key !== undefined) return [widget, key];
  throw new TiterError("NOT_SYNCHRONIZED", {
    what: `${name} stays in the kernel, so the page cannot link it`,
    where: { field: name },
    todo: "Use link or dlink, or index instead of value.",
  });
}
