/** Why a value is not taken: what a user should give instead, such as `a whole number`. */
export class Expected extends Error {}

/** One synchronized member of a widget: its first value, which values it takes, and how they travel. */
export interface Trait<T> {
  readonly initial: () => T;
  /** A given value as the trait keeps it. Throws {@link Expected}. */
  readonly read: (given: unknown) => T;
  /** A value as JSON, with `Uint8Array` for binary data; as it is when absent. */
  readonly toWire?: (value: T) => unknown;
  /** What came from the front end, for `read`; as it is when absent. */
  readonly fromWire?: (value: unknown) => unknown;
  /** Its name in messages when that is not the name in snake case; `null` keeps it in the kernel. */
  readonly wire?: string | null;
  /** `false`: updates of the front end are not sent back, as they are large. */
  readonly echo?: false;
}

/** The traits of a state. */
export type Traits<S> = { readonly [K in keyof S]-?: Trait<S[K]> };

/** A trait that takes what a test accepts. */
export function trait<T>(initial: T, expected: string, accepts: (value: unknown) => boolean): Trait<T> {
  return {
    initial: () => initial,
    read: (given) => {
      if (accepts(given)) return given as T; // which the test says
      throw new Expected(expected);
    },
  };
}

export function text(initial = ""): Trait<string> {
  return trait(initial, "a string", (value) => typeof value === "string");
}

export function flag(initial: boolean): Trait<boolean> {
  return trait(initial, "true or false", (value) => typeof value === "boolean");
}

export function whole(initial: number): Trait<number> {
  return trait(initial, "a whole number", Number.isInteger);
}

export function real(initial: number): Trait<number> {
  return trait(initial, "a finite number", Number.isFinite);
}

/** One of some strings. */
export function oneOf<const C extends readonly string[]>(choices: C, initial: C[number]): Trait<C[number]> {
  const expected = `one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`;
  return trait(initial, expected, (value) => choices.includes(value as string));
}

/** A trait that may be null, and is at first unless something else is given. */
export function orNull<T>(inner: Trait<T>, initial: T | null = null): Trait<T | null> {
  const { toWire, fromWire } = inner;
  return {
    ...(inner as Partial<Trait<T | null>>),
    initial: () => initial,
    read: (given) => {
      if (given === null) return null;
      try {
        return inner.read(given);
      } catch (error) {
        throw error instanceof Expected ? new Expected(`${error.message}, or null`) : error;
      }
    },
    ...(toWire ? { toWire: (value: T | null) => (value === null ? null : toWire(value)) } : {}),
    ...(fromWire ? { fromWire: (value: unknown) => (value === null ? null : fromWire(value)) } : {}),
  };
}

/** A list whose items are read one by one. */
export function listOf<T>(item: Trait<T>, initial: readonly T[] = []): Trait<readonly T[]> {
  const { toWire, fromWire } = item;
  return {
    initial: () => initial,
    read: (given) => {
      if (!Array.isArray(given)) throw new Expected("a list");
      return given.map((value) => item.read(value));
    },
    ...(toWire ? { toWire: (values: readonly T[]) => values.map(toWire) } : {}),
    ...(fromWire ? { fromWire: (values: unknown) => (Array.isArray(values) ? values.map(fromWire) : values) } : {}),
  };
}

/** Two numbers in order. */
export function pair(number: Trait<number>, initial: readonly [number, number]): Trait<readonly [number, number]> {
  return {
    initial: () => initial,
    read: (given) => {
      if (!Array.isArray(given) || given.length !== 2) throw new Expected("two numbers, the smaller first");
      const [low, high] = [number.read(given[0]), number.read(given[1])];
      if (low > high) throw new Expected("two numbers, the smaller first");
      return [low, high];
    },
  };
}

/** Binary data, such as an image file's. */
export function bytes(): Trait<Uint8Array> {
  return {
    ...trait(new Uint8Array(0), "a Uint8Array", (value) => value instanceof Uint8Array),
    // Buffers of Node are Uint8Arrays of a class of their own; what travels and what is compared is the plain one.
    toWire: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
  };
}
