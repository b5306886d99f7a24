import { isDeepStrictEqual } from "node:util";
import { closestName, TiterError } from "titer/errors";
import { type Model, wireName } from "./model.ts";
import { Expected, type Trait } from "./trait.ts";

/** A state as it travels: names of messages, JSON values, binary members as `Uint8Array`. */
export type WireState = Readonly<Record<string, unknown>>;

/** The values of a widget's traits; checked, settled and turned into messages here. */
export class WidgetState<S extends object> {
  readonly #model: Model<S>;
  #values: S;

  constructor(model: Model<S>, given: Readonly<Record<string, unknown>>) {
    this.#model = model;
    const checked = this.read(given);
    const others = this.#names().filter((name) => !(name in checked));
    const initial = Object.fromEntries(others.map((name) => [name, this.#trait(name).initial()]));
    const values = { ...initial, ...checked } as S; // every trait has a value now
    this.#values = { ...values, ...this.#settled(values, checked) };
  }

  get<K extends keyof S>(name: K): S[K] {
    return this.#values[name];
  }

  /**
   * Given values, checked.
   *
   * @throws TiterError `UNKNOWN_TRAIT` with the closest name, `BAD_TRAIT` with what is allowed
   */
  read(given: Readonly<Record<string, unknown>>): Partial<S> {
    const read = Object.entries(given).filter(([, value]) => value !== undefined);
    return Object.fromEntries(read.map(([name, value]) => [name, this.#read(name, value)])) as Partial<S>;
  }

  /** Takes checked values and what follows from them; gives the changed names with their old values. */
  apply(checked: Partial<S>): ReadonlyMap<keyof S, S[keyof S]> {
    const before = this.#values;
    const proposed = { ...before, ...checked };
    const next = { ...proposed, ...this.#settled(proposed, checked) };
    this.#values = next;
    const changed = this.#names().filter((name) => !this.#same(name, before[name], next[name]));
    return new Map(changed.map((name) => [name, before[name]]));
  }

  /** Some or all traits as they travel. */
  wire(names: Iterable<keyof S> = this.#names()): WireState {
    const wired = [...names].flatMap((name) => {
      const key = wireName(String(name), this.#trait(name));
      return key === null ? [] : [[key, this.#toWire(name, this.#values[name])] as const];
    });
    return Object.fromEntries(wired);
  }

  /** Whether a trait's value is what the front end sent. */
  isAsSent(name: keyof S, sent: WireState): boolean {
    const key = wireName(String(name), this.#trait(name));
    return key === null || isDeepStrictEqual(this.#toWire(name, this.#values[name]), sent[key]);
  }

  #names(): (keyof S & string)[] {
    return Object.keys(this.#model.traits) as (keyof S & string)[];
  }

  #trait(name: keyof S): Trait<S[keyof S]> {
    return this.#model.traits[name];
  }

  #toWire(name: keyof S, value: S[keyof S]): unknown {
    const { toWire } = this.#trait(name);
    return toWire ? toWire(value) : value;
  }

  /** Values that stay in the kernel may be anything, so they are compared by identity. */
  #same(name: keyof S, a: S[keyof S], b: S[keyof S]): boolean {
    if (Object.is(a, b)) return true;
    return this.#trait(name).wire !== null && isDeepStrictEqual(this.#toWire(name, a), this.#toWire(name, b));
  }

  #settled(proposed: S, given: Partial<S>): Partial<S> {
    return this.#model.settle?.(proposed, new Set(Object.keys(given) as (keyof S)[])) ?? {};
  }

  #read(name: string, value: unknown): unknown {
    if (!Object.hasOwn(this.#model.traits, name)) throw this.#unknown(name);
    try {
      return this.#trait(name as keyof S).read(value);
    } catch (error) {
      if (error instanceof Expected) throw badTrait(this.#model.name, name, error.message);
      throw error;
    }
  }

  #unknown(name: string): TiterError {
    const names = this.#names();
    const near = closestName(name, names);
    return new TiterError("UNKNOWN_TRAIT", {
      what: `${this.#model.name} has no "${name}"`,
      where: { field: name },
      todo: `${near ? `Did you mean "${near}"? ` : ""}It has: ${names.join(", ")}.`,
      details: { widget: this.#model.name, name, names },
    });
  }
}

/** What the front end sent, by the names and in the form that a widget is made with; what the model does not know is left out. */
export function fromWire<S extends object>(model: Model<S>, sent: WireState): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    sentTraits(model, sent).map(([name, key, trait]) => [name, trait.fromWire ? trait.fromWire(sent[key]) : sent[key]]),
  );
}

/** The part of what was sent that goes back to all clients. */
export function echoOf<S extends object>(model: Model<S>, sent: WireState): WireState {
  const kept = sentTraits(model, sent).filter(([, , trait]) => trait.echo !== false);
  return Object.fromEntries(kept.map(([, key]) => [key, sent[key]]));
}

type SomeTrait = Pick<Trait<unknown>, "wire" | "echo" | "fromWire">;

/** The traits that a message has: name, name in messages, trait. */
function sentTraits<S extends object>(model: Model<S>, sent: WireState): [name: string, key: string, SomeTrait][] {
  return Object.entries<SomeTrait>(model.traits as Readonly<Record<string, SomeTrait>>).flatMap(([name, trait]) => {
    const key = wireName(name, trait);
    return key !== null && Object.hasOwn(sent, key) ? [[name, key, trait]] : [];
  });
}

/** The error for a value that a trait does not take. */
export function badTrait(widget: string, name: string, expected: string): TiterError {
  return new TiterError("BAD_TRAIT", {
    what: `this value of ${name} is not possible for ${widget}`,
    where: { field: name },
    todo: `Give ${expected}.`,
    details: { widget, name, expected },
  });
}
