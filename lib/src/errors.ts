/**
 * The one error of Titer: a stable code, structured fields and a message in three parts.
 *
 * @module
 */

/** Where something went wrong; every part is optional and shown in this order. */
export interface ErrorWhere {
  readonly plate?: string;
  readonly well?: string;
  readonly step?: string;
  readonly field?: string;
  readonly file?: string;
  readonly component?: string;
}

/** The plain-data form of a {@link TiterError}, as it crosses threads, sockets and files. */
export interface ErrorData {
  readonly code: string;
  readonly what: string;
  readonly where: ErrorWhere;
  readonly todo: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: string;
}

/** What a {@link TiterError} is made from. */
export interface ErrorParts {
  /** What was wrong, one sentence without the place. */
  readonly what: string;
  /** Where: plate, well, step, field, file, component. */
  readonly where?: ErrorWhere;
  /** What to do next, one sentence; refusals list the valid choices. */
  readonly todo: string;
  /** Machine-readable values (the refused value, the allowed ones, ...). */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The error underneath, kept as it was. */
  readonly cause?: unknown;
}

/**
 * An error that says what was wrong, where, and what to do.
 *
 * Compare by `code` (or {@link isTiterError}), never with `instanceof`: errors cross threads and processes as data.
 *
 * @example
 * ```ts
 * throw new TiterError("UNKNOWN_CHANNEL", {
 *   what: "channel 9 does not exist", where: { plate: "screen-1" }, todo: "Use one of: 1, 2." });
 * ```
 */
export class TiterError extends Error {
  readonly titer = true as const;
  readonly code: string;
  readonly what: string;
  readonly where: ErrorWhere;
  readonly todo: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, parts: ErrorParts) {
    super(sentence(parts), parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = "TiterError";
    this.code = code;
    this.what = parts.what;
    this.where = parts.where ?? {};
    this.todo = parts.todo;
    this.details = parts.details ?? {};
  }

  /** The error as plain data. */
  toData(): ErrorData {
    const cause = this.cause === undefined ? {} : { cause: messageOf(this.cause) };
    return { code: this.code, what: this.what, where: this.where, todo: this.todo, details: this.details, ...cause };
  }

  /** The error that some data stands for. */
  static fromData(data: ErrorData): TiterError {
    return new TiterError(data.code, data);
  }

  /** Any thrown value as a {@link TiterError}; `where` fills in what the error itself does not say. */
  static from(thrown: unknown, code: string, where: ErrorWhere, todo: string): TiterError {
    if (isTiterError(thrown)) return new TiterError(thrown.code, { ...thrown, where: { ...where, ...thrown.where } });
    return new TiterError(code, { what: messageOf(thrown), where, todo, cause: thrown });
  }
}

/** Whether a value is a Titer error, from whichever thread or copy of the package; optionally of one code. */
export function isTiterError(value: unknown, code?: string): value is TiterError {
  if (typeof value !== "object" || value === null || !("titer" in value) || value.titer !== true) return false;
  return code === undefined || ("code" in value && value.code === code);
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === "object" && thrown !== null && "message" in thrown) return String(thrown.message);
  return String(thrown);
}

function sentence(parts: ErrorParts): string {
  const place = Object.entries(parts.where ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
  return `${parts.what}${place ? ` (${place})` : ""}. ${parts.todo}`;
}

/** The nearest of some names to a misspelt one, or undefined when none is near (Damerau-free edit distance). */
export function closestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
