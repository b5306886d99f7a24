import { isNativeError } from "node:util/types";
import { TiterError } from "titer/errors";
import type { MimeBundle } from "titer/protocol";
import { describe } from "../assist/inspect.ts";
import { isBroken } from "../cell/compile.ts";
import { readDirectives } from "../cell/directives.ts";
import { InterruptedError, type Interrupts } from "../cell/interrupt.ts";
import type { Notebook } from "../cell/notebook.ts";
import { type Problem, renderProblems } from "../cell/problems.ts";
import type { Traces } from "../cell/trace.ts";
import { type CellIdentity, type ConfigCells, cellIdentity } from "../config/configCells.ts";
import { bundleOf, textOf } from "../display/bundle.ts";
import type { Outputs } from "../display/outputs.ts";
import { booleanField, objectField, stringField } from "../messages/fields.ts";
import type { Content, Message } from "../messages/message.ts";
import type { Builtins } from "./builtins.ts";
import type { Shell } from "./shell.ts";

/** What one execute request asks for. */
interface Execution {
  readonly code: string;
  readonly silent: boolean;
  readonly shell: Shell;
  readonly count: number;
  readonly title: string;
  readonly cell: CellIdentity;
}

/** A cell that was not run because of what is wrong with it. */
class CellRefused extends Error {
  override readonly name = "CompileError";
  /** All problems with their code frames. */
  readonly report: string;

  constructor(problems: readonly Problem[], text: string, title: string) {
    super(`${problems[0]?.message} (the cell was not run)`);
    this.report = renderProblems(problems, text, title, "error");
  }
}

/** Parts of the kernel that running a cell needs. */
export interface ExecutorParts {
  readonly notebook: Notebook;
  readonly outputs: Outputs;
  readonly interrupts: Interrupts;
  readonly traces: Traces;
  readonly configs: ConfigCells;
  readonly builtins: Builtins;
}

/** Runs cells: directive, compile, run, show. */
export class Executor {
  readonly #parts: ExecutorParts;
  #serial = 0;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
  }

  /** Runs an execute request in its output context and gives the content of `execute_reply`. */
  async execute(message: Message, shell: Shell): Promise<Content> {
    const execution = this.#begin(message, shell);
    return this.#parts.interrupts.execute(() => this.#execute(execution, message));
  }

  async #execute(execution: Execution, message: Message): Promise<Content> {
    const { outputs } = this.#parts;
    if (!execution.silent) outputs.send("execute_input", { code: execution.code, execution_count: execution.count });
    // A timer may have run since the last cell.
    this.#restoreBuiltins();
    try {
      const payload = await this.#run(execution);
      const expressions = await this.#evaluateAll(execution.shell, objectField(message.content, "user_expressions"));
      return { status: "ok", execution_count: execution.count, payload, user_expressions: expressions };
    } catch (error) {
      const shown = this.errorContent(error);
      if (!execution.silent) outputs.send("error", shown);
      return { status: "error", execution_count: execution.count, ...shown };
    } finally {
      outputs.endStreams();
    }
  }

  /** What a cell replaced among the built-in objects is put back before anything else runs. */
  #restoreBuiltins(): void {
    const damaged = this.#parts.builtins.restore();
    if (damaged.length === 0) return;
    this.#parts.outputs.send("stream", {
      name: "stderr",
      text: `Replaced: ${damaged.join(", ")}. The kernel and all packages need the original, which is back now; use a name of your own.\n`,
    });
  }

  /** The values of the expressions that a front end asks for with a cell. */
  async #evaluateAll(shell: Shell, expressions: Content): Promise<Content> {
    const values: [string, Content][] = [];
    for (const name of Object.keys(expressions)) {
      try {
        values.push([name, await this.#evaluate(shell, stringField(expressions, name))]);
      } catch (error) {
        values.push([name, { status: "error", ...this.errorContent(error) }]);
      }
    }
    return Object.fromEntries(values);
  }

  async #evaluate(shell: Shell, text: string): Promise<Content> {
    const { notebook, configs } = this.#parts;
    const title = this.#silentTitle(shell);
    const cell = notebook.compile({ title, text, code: text });
    if (isBroken(cell)) throw new CellRefused(cell.syntaxErrors, text, title);
    const result = await configs.within(() => notebook.run(cell));
    return { status: "ok", data: await bundleOf(result?.value), metadata: {} };
  }

  #silentTitle(shell: Shell): string {
    this.#serial += 1;
    return shell.title("Silent", this.#serial);
  }

  #begin({ content, metadata }: Message, shell: Shell): Execution {
    const code = stringField(content, "code");
    const silent = booleanField(content, "silent", false);
    const stored = booleanField(content, "store_history", true) && !silent;
    if (stored) shell.history.add(++shell.count, code);
    const title = silent ? this.#silentTitle(shell) : shell.title("In", shell.count);
    return { code, silent, shell, count: shell.count, title, cell: cellIdentity(metadata) };
  }

  /** Gives the payload of the reply. */
  async #run(execution: Execution): Promise<readonly Content[]> {
    const { notebook, outputs, configs, interrupts } = this.#parts;
    const { title } = execution;
    const help = /^\s*\?*([\p{ID_Continue}$.]+)\?*\s*$/u.exec(execution.code);
    if (help?.[1] && execution.code.includes("?")) return [await this.#page(help[1])];
    const directives = readDirectives(execution.code);
    configs.begin(execution.cell, directives.config !== undefined);
    if (directives.config) {
      const set = configs.set(execution.cell, directives.config);
      if ("problems" in set) throw new CellRefused(set.problems, execution.code, title);
      const data = set.bundle;
      if (!execution.silent) outputs.send("execute_result", { execution_count: execution.count, data, metadata: {} });
      return [];
    }
    const cell = notebook.compile({ title, text: execution.code, code: directives.text });
    if (isBroken(cell)) throw new CellRefused(cell.syntaxErrors, cell.text, title);
    if (directives.strict && cell.warnings.length > 0) throw new CellRefused(cell.warnings, cell.text, title);
    if (cell.warnings.length > 0 && !execution.silent)
      outputs.send("stream", {
        name: "stderr",
        text: `${renderProblems(cell.warnings, cell.text, title, "warning")}\n`,
      });
    const { context } = directives;
    const within = <T>(run: () => T): T =>
      context === undefined ? configs.within(run) : configs.withinScopes(context, run);
    await within(async () => {
      const result = await notebook.run(cell).finally(() => this.#restoreBuiltins());
      await interrupts.wait(outputs.made());
      if (!execution.silent) await this.#show(result?.value, execution);
    });
    return [];
  }

  /** Shows a result; a display method that does not return can be interrupted like the cell itself. */
  async #show(value: unknown, { shell, count }: Execution): Promise<void> {
    const { outputs, interrupts } = this.#parts;
    if (value === undefined || value === null || outputs.isShown(value)) return;
    const making = interrupts.guarded(() => bundleOf(value));
    // Holds: waiting gives what is awaited, or throws.
    const data = (await interrupts.wait(making)) as MimeBundle;
    shell.history.addOutput(String(data["text/plain"]));
    outputs.send("execute_result", { execution_count: count, data, metadata: {} });
  }

  async #page(name: string): Promise<Content> {
    const data = await describe(this.#parts, name, [...name].length);
    if (!data)
      throw new TiterError("UNKNOWN_NAME", { what: `nothing is known about ${name}`, todo: "Run its cell first." });
    return { source: "page", data, start: 0 };
  }

  /** Content of the `error` message that shows an error. */
  errorContent(error: unknown): Content {
    if (error instanceof CellRefused)
      return {
        ename: error.name,
        evalue: error.message,
        traceback: [`${error.name}: ${error.message}`, "", error.report],
      };
    if (!isNativeError(error))
      return { ename: "Thrown", evalue: textOf(error), traceback: [`Thrown: ${textOf(error)}`] };
    if (error instanceof InterruptedError)
      return { ename: error.name, evalue: error.message, traceback: [`${error.name}: ${error.message}`] };
    return { ename: error.name, evalue: error.message, traceback: this.#parts.traces.traceback(error) };
  }
}
