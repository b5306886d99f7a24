import { TiterError } from "../../errors.ts";

/** Makes the error of a document from its file and what is wrong. */
type Damage = (file: string, what: string) => TiterError;

/** A value inside a JSON document that knows its place; the accessors check it and throw `STORE_DAMAGED`, or what `damage` makes. */
export class Field {
  readonly value: unknown;
  readonly #file: string;
  readonly #path: string;
  readonly #damage: Damage;

  /** @param file - the document, or its store, for messages. */
  constructor(value: unknown, file: string, path = "", damage: Damage = damagedStore) {
    this.value = value;
    this.#file = file;
    this.#path = path;
    this.#damage = damage;
  }

  /** Whether there is a value; `null` is none. */
  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  at(...keys: string[]): Field {
    let value = this.value;
    for (const key of keys) {
      const inside = typeof value === "object" && value !== null && Object.hasOwn(value, key);
      value = inside ? (value as Record<string, unknown>)[key] : undefined; // an own property of an object
    }
    return new Field(value, this.#file, [this.#path, ...keys].filter((key) => key).join("."), this.#damage);
  }

  list(): Field[] {
    if (!Array.isArray(this.value)) throw this.bad("a list");
    return this.value.map((entry: unknown, i) => new Field(entry, this.#file, `${this.#path}.${i}`, this.#damage));
  }

  /** The entries of an object by their names; none when there is no value. */
  entries(): [name: string, value: Field][] {
    if (!this.exists) return [];
    if (typeof this.value !== "object" || Array.isArray(this.value)) throw this.bad("an object");
    return Object.keys(this.value as object).map((name) => [name, this.at(name)]);
  }

  /** The entries, or none when there is no list. */
  listOrNone(): Field[] {
    return this.exists ? this.list() : [];
  }

  text(): string {
    if (typeof this.value !== "string") throw this.bad("text");
    return this.value;
  }

  textOr<T>(absent: T): string | T {
    return this.exists ? this.text() : absent;
  }

  number(): number {
    if (typeof this.value !== "number") throw this.bad("a number");
    return this.value;
  }

  numberOr(absent: number): number {
    return this.value === undefined ? absent : this.number();
  }

  /** A whole number from `min` on. */
  whole(min: number): number {
    const value = this.number();
    if (!Number.isSafeInteger(value) || value < min) throw this.bad(`a whole number from ${min}`);
    return value;
  }

  /** A path below the document's own group: no empty, `.` or `..` part, not absolute. */
  innerPath(): string {
    const path = this.text();
    if (/^[^\\:]+$/.test(path) && path.split("/").every((part) => part && part !== "." && part !== "..")) return path;
    throw this.bad("a path inside the store");
  }

  /** The error that this value is not what was wanted. */
  bad(wanted: string): TiterError {
    return this.#damage(this.#file, `${this.#path || "the document"} is not ${wanted}`);
  }
}

/** The error of a store whose metadata contradict themselves or the specification. */
export function damagedStore(file: string, what: string, cause?: unknown): TiterError {
  return new TiterError("STORE_DAMAGED", {
    what: `the store's metadata cannot be used: ${what}`,
    where: { file },
    todo: "Check that this is a whole OME-Zarr plate, or write it again.",
    cause,
  });
}

/** The error of a valid store of a kind that is not read. */
export function unsupportedStore(file: string, what: string): TiterError {
  return new TiterError("STORE_UNSUPPORTED", {
    what: `the store has ${what}, which is not read`,
    where: { file },
    todo: "Write it with 8, 16 or 32-bit pixels, and blosc (lz4, zstd, zlib), zstd, gzip, lz4 or no compression.",
  });
}

/** The error of a chunk that does not hold what the metadata promise. */
export function damagedChunk(file: string, what: string, cause?: unknown): TiterError {
  return new TiterError("CHUNK_DAMAGED", {
    what: `the stored pixels are damaged: ${what}`,
    where: { file },
    todo: "Copy the store again, or leave its well out.",
    cause,
  });
}
