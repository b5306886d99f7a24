import type { Init, WidgetBase } from "./core/widget.ts";
import type { Widget } from "./core/widgetClass.ts";

/** One trait of one widget: `[slider, "value"]`. */
export type Place<S extends object, K extends keyof S> = readonly [widget: WidgetBase<S>, trait: K & string];

/** A connection that can be taken away. */
export interface Connection {
  unlink(): void;
}

/** Keeps two traits equal, in the kernel; the second takes the value of the first at once. */
export function link<A extends object, K extends keyof A, B extends object, L extends keyof B>(
  first: Place<A, K>,
  second: Place<B, L>,
): Connection {
  const there = dlink(first, second);
  const back = follow(second, first, (value) => value);
  return { unlink: () => [there.unlink(), back()] };
}

/** Makes a trait follow another one, in the kernel; `transform` computes its value. */
export function dlink<A extends object, K extends keyof A, B extends object, L extends keyof B>(
  source: Place<A, K>,
  target: Place<B, L>,
  transform: (value: A[K]) => unknown = (value) => value,
): Connection {
  assign(target, transform(currentValue(source)));
  return { unlink: follow(source, target, transform) };
}

function follow<A extends object, K extends keyof A, B extends object, L extends keyof B>(
  [from, name]: Place<A, K>,
  target: Place<B, L>,
  transform: (value: A[K]) => unknown,
): () => void {
  return from.observe<K>((change) => assign(target, transform(change.new)), name);
}

function currentValue<S extends object, K extends keyof S>([widget, name]: Place<S, K>): S[K] {
  return (widget as Widget<S>)[name]; // traits are properties of every widget
}

/** The trait itself checks the value. */
function assign<S extends object, K extends keyof S>([widget, name]: Place<S, K>, value: unknown): void {
  widget.set({ [name]: value } as Init<S>);
}
