import type { ConfigScopeName, RootValues } from "../config/index.ts";

/** MIME type of a configuration scope, content {@link ConfigOutput}. */
export const configMime = "application/vnd.titer.config+json";

/** A scope, or that of one plate (its absolute folder) or step (its name). */
export interface ConfigPlace {
  readonly scope: ConfigScopeName;
  readonly of?: string;
}

/** What one cell, or a panel without a cell, sets at a scope. Of two parts of one scope the later one counts. */
export interface ConfigPart extends ConfigPlace {
  /** By which the kernel knows the part: `cell ID`; `panel SCOPE` for one that stands in no cell yet. */
  readonly cell: string;
  readonly fields: RootValues;
  /** What the cell's text says, without edits in forms. */
  readonly written: RootValues;
}

/** What a field holds: what was set at the scope itself, and what an empty field shows. */
export interface ConfigFormValue {
  /** Absent when nothing is set here; null is an explicit "none". */
  readonly own?: unknown;
  /** `Pipeline default: 4` */
  readonly placeholder: string;
}

/** A configuration scope in an output cell: enough to read it without a kernel. */
export interface ConfigOutput extends ConfigPlace {
  readonly version: 2;
  readonly cell: string;
  /** `pipeline configuration`, `configuration of the step normalize` */
  readonly title: string;
  /** By path. */
  readonly values: Readonly<Record<string, ConfigFormValue>>;
}

/** What forms ask of the kernel. */
export interface ConfigRequests {
  /** All parts, in the order in which they count. */
  "config.parts": { readonly ask: object; readonly answer: ConfigParts };
  /** A value for a field of a part; without one, the field is to inherit again. */
  "config.set": {
    readonly ask: ConfigPlace & { readonly cell: string; readonly path: string; readonly value?: unknown };
    readonly answer: ConfigParts;
  };
  /** The text of a cell, which is `source` now, with the part's edits in it; the text counts from now on. */
  "config.write": {
    readonly ask: { readonly cell: string; readonly source: string };
    readonly answer: { readonly source: string };
  };
  /** The edits of a part are taken back. */
  "config.revert": { readonly ask: { readonly cell: string }; readonly answer: ConfigParts };
}

/** What the kernel tells forms unasked. */
export interface ConfigEvents {
  "config.changed": ConfigParts;
}

export interface ConfigParts {
  readonly parts: readonly ConfigPart[];
}
