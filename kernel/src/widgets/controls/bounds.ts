import { TiterError } from "titer/errors";

/** Limits of a value; null is no limit. */
export interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

/** The value between its limits. Throws `BAD_TRAIT` when the limits are the wrong way round. */
export function clampValue<S extends Bounds & { readonly value: number }>(name: string): (next: S) => Partial<S> {
  return (next) => {
    checkOrder(name, next);
    return { value: within(next.value, next) } as Partial<S>; // a state with this one name
  };
}

/** The same of the two ends of a range. */
export function clampRange<S extends Bounds & { readonly value: readonly [number, number] }>(
  name: string,
): (next: S) => Partial<S> {
  return (next) => {
    checkOrder(name, next);
    const [low, high] = next.value;
    return { value: [within(low, next), within(high, next)] } as unknown as Partial<S>; // a state with this one name
  };
}

function within(value: number, { min, max }: Bounds): number {
  return Math.min(Math.max(value, min ?? Number.NEGATIVE_INFINITY), max ?? Number.POSITIVE_INFINITY);
}

function checkOrder(name: string, { min, max }: Bounds): void {
  if (min === null || max === null || min <= max) return;
  throw new TiterError("BAD_TRAIT", {
    what: `min ${min} of ${name} is above max ${max}`,
    where: { field: "min" },
    todo: "Set both at once: set({ min, max }).",
    details: { widget: name, min, max },
  });
}
