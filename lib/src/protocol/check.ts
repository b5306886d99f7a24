/** Comm target by which a page has the kernel check cells while they are typed; it sends {@link CheckRequest}s. */
export const checkTarget = "titer.check";

/** A cell's text to be checked, without running it. */
export interface CheckRequest {
  /** Comes back with the answer. */
  readonly number: number;
  readonly source: string;
}

/** Something that is wrong in a cell's text; offsets count UTF-16 units. */
export interface CheckMark {
  readonly from: number;
  /** Greater than `from`, unless the text ends there. */
  readonly to: number;
  /** `error`: the cell will not run; `warning`: it will, with a type error; `info`: a name that no cell that ran has declared. */
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
}

/** What the kernel found. */
export interface CheckAnswer {
  readonly number: number;
  readonly marks: readonly CheckMark[];
}
