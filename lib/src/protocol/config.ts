/** MIME type of a configuration scope, content {@link ConfigOutput}. */
export const configMime = "application/vnd.titer.config+json";

/** Comm target by which a shown form reaches the kernel; opened with {@link ConfigFormOpened}. */
export const configTarget = "titer.config";

/** A field of a form. */
export interface ConfigFormField {
  /** As in a cell: `numWorkers`, `pathPlanning.subDir`. */
  readonly path: string;
  readonly kind: "integer" | "number" | "boolean" | "text" | "choice" | "choices" | "texts" | "wellFilter";
  readonly doc: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  readonly nullable: boolean;
}

/** What a field holds: what was set at the scope itself, and what an empty field shows. */
export interface ConfigFormValue {
  /** Absent when nothing is set here; null is an explicit "none". */
  readonly own?: unknown;
  /** `Pipeline default: 4` */
  readonly placeholder: string;
}

/** A group of fields: the root's own, or those of one config. */
export interface ConfigFormGroup {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly ConfigFormField[];
}

/** A configuration scope in an output cell. */
export interface ConfigOutput {
  readonly version: 1;
  /** By which the kernel knows the form again. */
  readonly formId: string;
  /** `pipeline configuration`, `configuration of the step normalize` */
  readonly title: string;
  readonly groups: readonly ConfigFormGroup[];
  /** By path. */
  readonly values: Readonly<Record<string, ConfigFormValue>>;
}

/** What a form opens its comm with. */
export interface ConfigFormOpened {
  readonly formId: string;
}

/** What a form asks of the kernel. */
export type ConfigFormRequest =
  /** A value for a field; without one, the field is to inherit again. */
  | { readonly kind: "set"; readonly path: string; readonly value?: unknown }
  /** The edits are to be put into the cell's text, which is this one now. */
  | { readonly kind: "write"; readonly source: string }
  /** The edits are to be taken back. */
  | { readonly kind: "revert" };

/** What the kernel tells a form. */
export type ConfigFormUpdate =
  /** Values that changed, or all at the beginning, and the fields whose values are not in the cell's text. */
  | {
      readonly kind: "values";
      readonly values: Readonly<Record<string, ConfigFormValue>>;
      readonly unwritten: readonly string[];
    }
  | { readonly kind: "refused"; readonly path: string; readonly message: string }
  /** The cell's new text. */
  | { readonly kind: "source"; readonly source: string };
