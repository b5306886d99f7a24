import type { Dtype } from "../../image/dtype.ts";

/** Raised when the form of a message changes; `serve.py` has the same number. */
export const bridgeProtocol = 1;

/** The first line of a bridge. */
export interface Hello {
  readonly protocol: number;
  readonly library: string;
  /** Null: the library is not installed. */
  readonly version: string | null;
}

/** A plane (y, x) or stack (z, y, x), row by row in the shared memory. */
export interface Place {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** In bytes. */
  readonly offset: number;
}

/** A call of a function of the catalogue. */
export interface Request {
  readonly id: number;
  readonly fn: string;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly in: Place;
  readonly out: Place;
}

/** What became of a call. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly ms: number }
  | { readonly id: number; readonly ok: false; readonly code: string; readonly message: string };

/** The first line, or undefined for anything else. */
export function parseHello(line: string): Hello | undefined {
  const value = parsed(line);
  const known =
    typeof value?.protocol === "number" &&
    typeof value.library === "string" &&
    (value.version === null || typeof value.version === "string");
  return known ? (value as unknown as Hello) : undefined; // all fields were looked at
}

/** An answer, or undefined for anything else. */
export function parseAnswer(line: string): Answer | undefined {
  const value = parsed(line);
  if (typeof value?.id !== "number") return undefined;
  const known = value.ok === true ? typeof value.ms === "number" : [value.code, value.message].every(isText);
  return known ? (value as unknown as Answer) : undefined; // all fields were looked at
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined; // what is no JSON is no message
  }
}
