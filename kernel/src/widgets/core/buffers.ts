/** State without its binary members, and these with their places. */
export interface Split {
  readonly state: Readonly<Record<string, unknown>>;
  readonly bufferPaths: readonly (readonly (string | number)[])[];
  readonly buffers: readonly Uint8Array[];
}

/**
 * Takes the binary members out of a state, as the widget protocol wants it: dropped from objects, `null` in lists. The
 * state itself is not changed.
 */
export function splitBuffers(state: Readonly<Record<string, unknown>>): Split {
  const bufferPaths: (string | number)[][] = [];
  const buffers: Uint8Array[] = [];
  const strip = (value: unknown, path: (string | number)[]): unknown => {
    if (value instanceof Uint8Array) {
      bufferPaths.push(path);
      buffers.push(value);
      return undefined;
    }
    if (Array.isArray(value)) return value.map((item, i) => strip(item, [...path, i]) ?? null);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).map(([key, item]) => [key, strip(item, [...path, key])] as const);
    return Object.fromEntries(kept.filter(([, item]) => item !== undefined));
  };
  // Holds: an object that is no Uint8Array comes back as an object.
  return { state: strip(state, []) as Split["state"], bufferPaths, buffers };
}

/** Puts binary members back into a state; a path that leads nowhere is skipped. The state itself is not changed. */
export function joinBuffers(
  state: Readonly<Record<string, unknown>>,
  paths: unknown,
  buffers: readonly Uint8Array[],
): Record<string, unknown> {
  const joined = structuredClone(state) as Record<string, unknown>;
  if (!Array.isArray(paths)) return joined;
  paths.forEach((path: unknown, i) => {
    const buffer = buffers[i];
    if (buffer !== undefined && Array.isArray(path) && path.length > 0) put(joined, path, buffer);
  });
  return joined;
}

function put(state: object, path: readonly unknown[], buffer: Uint8Array): void {
  const parent = path.slice(0, -1).reduce<unknown>((value, key) => own(value, key), state);
  const last = path.at(-1);
  if (typeof parent !== "object" || parent === null) return;
  const isPlace = Array.isArray(parent) ? Number.isInteger(last) && Number(last) < parent.length : isName(last);
  if (isPlace) Reflect.set(parent, last as PropertyKey, buffer);
}

function own(value: unknown, key: unknown): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, key as PropertyKey) ? Reflect.get(value, key as PropertyKey) : undefined;
}

function isName(key: unknown): key is string {
  return typeof key === "string" && key !== "__proto__";
}
