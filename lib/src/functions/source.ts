/** A module that a function's code takes names from. */
export interface SourceImport {
  /** `titer`, one of its subpaths, or a module of Node's own; everything else stands in the code itself. */
  readonly module: string;
  /** Local name to exported name; `*` is the whole module. */
  readonly names: Readonly<Record<string, string>>;
}

/** The code of a function that is not in the library, complete: plain JSON that travels with a plan. */
export interface FunctionSource {
  readonly imports: readonly SourceImport[];
  /** What the definition uses: JavaScript statements in the order in which they run. */
  readonly declarations: readonly string[];
  /** The expression that gives the function: `defineFunction({ ... })`. */
  readonly definition: string;
}

/** Where a function was written, for functions whose code can travel: a notebook's cell, or a pipeline's file. */
export interface FunctionOrigin {
  /**
   * The function's code as it is now.
   *
   * @throws TiterError `CANNOT_TRAVEL` naming each variable that it uses and that exists only here.
   */
  source(): Promise<FunctionSource>;
}
