import type { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";
import { isTiterError } from "titer/errors";
import { codeFrame, type Place } from "./codeFrame.ts";
import { placeAt } from "./problems.ts";

/** A cell or file whose emitted code appears in traces; the emitted code starts on the second line of its script. */
export interface TracedSource {
  /** File name of the script. */
  readonly title: string;
  /** What the user wrote. */
  readonly text: string;
  /** From the emitted code to the compiled text, whose first `preludeLines` lines the user did not write. */
  readonly sourceMap: SourceMap;
  readonly preludeLines: number;
}

const placeInCell = /((?:In|Silent)\[[\d.]+\]):(\d+):(\d+)/;
const kernelFolders = asFileNames(new URL("..", import.meta.url));
/** A coded error says what was wrong in words; where inside Titer it was found helps nobody who wrote a cell. */
const titerFolders = [...kernelFolders, ...asFileNames(new URL(".", import.meta.resolve("titer")))];

/**
 * Stack traces in terms of what the user wrote: positions in cells point to TypeScript lines, frames of the kernel
 * and of Node's script runner are left out.
 */
export class Traces {
  readonly #cells = new Map<string, TracedSource>();
  readonly #waits = new WeakMap<object, string>();

  /** Installs the trace writer for the whole process. */
  install(): void {
    Error.prepareStackTrace = (error, sites) => [headOf(error), ...this.#frames(error, sites)].join("\n");
  }

  /** Makes positions in a cell or file known. */
  add(cell: TracedSource): void {
    this.#cells.set(cell.title, cell);
  }

  /** A cell got this error from what it awaited at an offset of its text. */
  waited(error: unknown, title: string, offset: number): void {
    const cell = this.#cells.get(title);
    if (typeof error !== "object" || error === null || !cell) return;
    const { line, column } = placeAt(cell.text, offset);
    this.#waits.set(error, `${title}:${line + 1}:${column + 1}`);
  }

  /** The lines of a Jupyter traceback: the error and its causes, each with the code around its innermost place in a cell. */
  traceback(error: unknown): string[] {
    return chainOf(error).flatMap((link, index) => {
      const lines = this.#tracebackOf(link);
      return index === 0 ? lines : ["", "Caused by:", ...lines];
    });
  }

  #tracebackOf(error: unknown): string[] {
    return [...this.#placeOf(error), ...frameElsewhere(error)];
  }

  #placeOf(error: unknown): string[] {
    const stack = this.#stackOf(error);
    const inCell = placeInCell.exec(stack);
    const cell = inCell && this.#cells.get(inCell[1] ?? "");
    if (!inCell || !cell) return [stack];
    const place = { line: Number(inCell[2]) - 1, column: Number(inCell[3]) - 1 };
    return [...stack.split("\n"), "", `${cell.title}, line ${place.line + 1}:`, codeFrame(cell.text, place)];
  }

  /** The stack, which ends where a cell waited for what threw, when nothing of a cell is in it. */
  #stackOf(error: unknown): string {
    const stack = stackOf(error);
    const wait = typeof error === "object" && error !== null ? this.#waits.get(error) : undefined;
    return wait && !placeInCell.test(stack) ? `${stack}\n    at ${wait}` : stack;
  }

  #frames(error: Error, sites: readonly NodeJS.CallSite[]): string[] {
    const ours = isTiterError(error) ? titerFolders : kernelFolders;
    return sites.flatMap((site) => {
      const file = site.getFileName() ?? "";
      if (ours.some((folder) => file.startsWith(folder))) return [];
      if (isRunner(site, file)) return [];
      const cell = this.#cells.get(file);
      if (!cell) return [`    at ${site}`];
      const place = sourcePlace(cell, {
        line: (site.getLineNumber() ?? 1) - 1,
        column: (site.getColumnNumber() ?? 1) - 1,
      });
      if (!place) return [];
      const name = site.getFunctionName();
      const position = `${cell.title}:${place.line + 1}:${place.column + 1}`;
      return [name ? `    at ${name} (${position})` : `    at ${position}`];
    });
  }
}

/** The code around the place of an error in a function that ran in the engine. */
function frameElsewhere(error: unknown): string[] {
  const frame = isTiterError(error) ? error.details.frame : undefined;
  return typeof frame === "string" ? ["", "In the function's code:", frame] : [];
}

/** A folder as scripts and as modules name it. */
function asFileNames(folder: URL): string[] {
  return [fileURLToPath(folder), folder.href];
}

/** The user's place for one in the emitted script; undefined for code that the user did not write. */
function sourcePlace(cell: TracedSource, at: Place): Place | undefined {
  const entry = cell.sourceMap.findEntry(at.line - 1, at.column);
  if (!("originalLine" in entry)) return undefined;
  const line = entry.originalLine - cell.preludeLines;
  return line < 0 ? undefined : { line, column: entry.originalColumn };
}

/** Between a cell and the kernel stand the script runner, the module loader, the asynchronous context and the cell's generator. */
function isRunner(site: NodeJS.CallSite, file: string): boolean {
  if (/^node:(vm$|async_hooks$|internal\/modules)/.test(file)) return true;
  return site.isNative() || (file === "" && String(site).startsWith("Generator."));
}

/** An error and its causes, at most five. */
function chainOf(error: unknown): unknown[] {
  const chain = [error];
  for (let link = error; chain.length < 5; ) {
    if (typeof link !== "object" || link === null || !("cause" in link) || link.cause === undefined) break;
    link = link.cause;
    chain.push(link);
  }
  return chain;
}

function headOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "an error whose text cannot be read";
  }
}

function stackOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "stack" in error && typeof error.stack === "string")
    return error.stack;
  return headOf(error);
}
