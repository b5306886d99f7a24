import { pathToFileURL } from "node:url";
import vm from "node:vm";
import type { FunctionOrigin } from "titer/functions";
import { type BrokenCell, type CellSource, type CompiledCell, compileCell } from "./compile.ts";
import { InterruptedError, type Interrupts } from "./interrupt.ts";
import { CellModules, pickName } from "./modules.ts";
import type { NotebookName } from "./prelude.ts";
import { type Rounds, rounds } from "./rounds.ts";
import { CellService, cellGlobalNames } from "./service.ts";
import type { Traces } from "./trace.ts";
import { FunctionOrigins } from "./travel/origins.ts";

/** What emitted cells call; see `rewrite.ts` and `steps.ts` for the calls. */
interface Runtime {
  readonly scope: object;
  readonly meta: Readonly<Record<string, string>>;
  origin(offset: number): FunctionOrigin;
  publish(name: string, get: () => unknown, set?: (value: unknown) => void): void;
  result(value: unknown): void;
  module(index: number): unknown;
  pick(index: number, name: string): unknown;
  import(specifier: unknown, options?: ImportCallOptions): Promise<unknown>;
  rounds(values: AsyncIterable<unknown> | Iterable<unknown>): Rounds;
  stop(): void;
}

/** One step of a cell: what it waits for, and where in its file that is written. */
type Wait = readonly [awaited: unknown, offset: number];

/** The state that cells share: names with their types and values, and the modules that they load. */
export class Notebook {
  readonly service: CellService;
  readonly names: Map<string, NotebookName> = new Map();
  /** The names with their values, as accessors. */
  readonly values: object = {};
  readonly #modules: CellModules;
  readonly #interrupts: Interrupts;
  readonly #traces: Traces;
  readonly #origins: FunctionOrigins;
  /** The code of each cell that ran, by its module, for functions that travel. */
  readonly #codes = new Map<string, string>();
  /** Variables that other cells than their own have assigned, as `./__cell3 name`. */
  readonly #assigned = new Set<string>();
  #serial = 0;

  /** @param folder the notebook's folder, absolute */
  constructor(folder: string, interrupts: Interrupts, traces: Traces) {
    this.service = new CellService(folder);
    this.#origins = new FunctionOrigins({
      folder,
      names: this.names,
      codeOf: (cell) => this.#codes.get(cell) ?? "",
      current: (cell, name) =>
        this.names.get(name)?.cell === cell ? { value: Reflect.get(this.values, name) } : undefined,
      wasAssigned: (cell, name) => this.#assigned.has(`${cell} ${name}`),
      cellGlobals: [...cellGlobalNames, "require"],
    });
    this.#modules = new CellModules(
      folder,
      traces,
      (path, offset) => this.#origins.inFile(path, offset),
      (specifier, name) => this.#origins.inPackage(specifier, name),
    );
    this.#interrupts = interrupts;
    this.#traces = traces;
  }

  /** Loads the typings that every cell needs, so that the first cell does not wait for them. */
  warm(): void {
    const text = 'console.log("titer");';
    this.compile({ text, code: text, title: "warm-up" });
  }

  /** Compiles a cell against the names so far. */
  compile(cell: Omit<CellSource, "name">): CompiledCell | BrokenCell {
    this.#serial += 1;
    const name = `__cell${this.#serial}`;
    this.#codes.set(`./${name}`, cell.code);
    return compileCell(this.service, this.names, { ...cell, name });
  }

  /**
   * Runs a cell and gives the value of its last expression (in a box, because a promise must not be awaited here),
   * or nothing. Names whose declarations were reached stay, also when the cell throws.
   *
   * @throws what the cell throws; `InterruptedError` after an interrupt
   */
  async run(cell: CompiledCell): Promise<{ readonly value: unknown } | undefined> {
    this.#traces.add(cell);
    const make = new vm.Script(cell.script, { filename: cell.title }).runInThisContext();
    const modules = await this.#interrupts.wait(this.#modules.loadAll(cell.imports));
    const outcome: { result?: { readonly value: unknown } } = {};
    const runtime = this.#runtime(cell, modules as readonly Readonly<Record<string, unknown>>[], outcome);
    try {
      await this.#take(make(runtime, this.#interrupts.flag, this.#modules.require), cell);
    } finally {
      for (const entry of cell.declared)
        if (entry.kind === "type" || entry.kind === "import") this.names.set(entry.name, entry);
    }
    return outcome.result;
  }

  /** Makes a value known to later cells under a name, of which the compiler knows nothing more. */
  define(name: string, value: unknown): void {
    this.#serial += 1;
    const file = `__cell${this.#serial}`;
    this.service.write(file, `export let ${name}: any;`);
    this.names.set(name, { name, kind: "variable", cell: `./${file}` });
    Object.defineProperty(this.values, name, { value, writable: true, configurable: true, enumerable: true });
  }

  /** Takes the steps of a cell: each runs guarded, between two of them the value that it awaits is awaited. */
  async #take(steps: Generator<Wait, unknown, unknown>, cell: CompiledCell): Promise<void> {
    let next = (): IteratorResult<Wait, unknown> => steps.next();
    for (;;) {
      const step = this.#interrupts.guarded(next, () => steps.throw(new InterruptedError()));
      if (step.done) return;
      const [awaited, offset] = step.value;
      try {
        const value = await this.#interrupts.wait(awaited);
        next = () => steps.next(value);
      } catch (error) {
        this.#traces.waited(error, cell.title, offset - cell.start);
        next = () => steps.throw(error);
      }
    }
  }

  #runtime(
    cell: CompiledCell,
    modules: readonly Readonly<Record<string, unknown>>[],
    outcome: { result?: { readonly value: unknown } },
  ): Runtime {
    const module = (index: number): Readonly<Record<string, unknown>> => modules[index] ?? {};
    const folder = this.service.folder;
    const declared = new Map(cell.declared.map((entry) => [entry.name, entry]));
    const assigned = (name: string, set: (value: unknown) => void) => (value: unknown) => {
      this.#assigned.add(`${cell.module} ${name}`);
      set(value);
    };
    return {
      scope: this.values,
      meta: { url: pathToFileURL(`${folder}/${cell.title}`).href, dirname: folder },
      origin: (offset) => this.#origins.inCell(cell.module, offset),
      publish: (name, get, set) => {
        const entry = declared.get(name);
        if (entry) this.names.set(name, entry);
        const accessors = set ? { get, set: assigned(name, set) } : { get };
        Object.defineProperty(this.values, name, { ...accessors, configurable: true, enumerable: true });
      },
      result: (value) => {
        outcome.result = { value };
      },
      module,
      pick: (index, name) => pickName(module(index), name, cell.imports[index]?.specifier ?? ""),
      import: (specifier, options) => this.#modules.load(String(specifier), options),
      rounds,
      stop: () => this.#interrupts.stop(),
    };
  }
}
