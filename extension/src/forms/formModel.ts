import type { ConfigFormValue } from "titer/protocol";

/** A field of a form, of whatever it is a form. */
export interface FormField {
  /** Unique in its form. */
  readonly path: string;
  readonly label: string;
  readonly kind: "integer" | "number" | "boolean" | "text" | "choice" | "choices" | "texts" | "wellFilter";
  readonly doc: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** A slider beside the text, over the values that are mostly used. */
  readonly slider?: { readonly min: number; readonly max: number; readonly step: number };
  /** Whether it can be set to none. */
  readonly nullable: boolean;
}

/** Fields under a common heading; empty for those without one. */
export interface FormGroup {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly FormField[];
}

/** What a form shows and changes. Several forms may have one model; they stay in step by what it tells. */
export interface FormModel {
  readonly title: string;
  readonly groups: readonly FormGroup[];
  value(path: string): ConfigFormValue;
  /** Sets a field; undefined inherits again. Throws an Error that says what is wrong, and changes nothing then. */
  set(path: string, value: unknown): void;
  /** Fields whose values are not in the code that they belong to. */
  readonly unwritten: readonly string[];
  /** Calls the listener with the fields that may look different now, until the answer is called. */
  watch(listener: (paths: readonly string[]) => void): () => void;
}
