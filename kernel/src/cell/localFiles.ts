import { readFileSync, statSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import ts from "@titer/kernel/typescript";
import type { FunctionOrigin } from "titer/functions";
import { inlineMap } from "./inlineMap.ts";
import type { ModuleNames } from "./modules.ts";
import { isOwnPackage } from "./service.ts";
import type { Traces } from "./trace.ts";
import { withOrigins } from "./travel/definition.ts";

const originName = "$origin";

/** Where a function of a local file, absolute path, has its code; its declaration ends at the offset. */
export type OriginInFile = (path: string, offset: number) => FunctionOrigin;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  sourceMap: true,
};

interface LoadedFile {
  readonly modified: number;
  readonly module: { exports: ModuleNames };
  /** Local files that this one imports. */
  readonly imports: Set<string>;
}

type FileFunction = (
  exports: object,
  require: (specifier: string) => unknown,
  module: { exports: ModuleNames },
  filename: string,
  folder: string,
  origin: (offset: number) => FunctionOrigin,
) => void;

/**
 * Loads the user's own `.ts` files. They become CommonJS modules, so they cannot use top-level await; a file is loaded
 * again when it, or a local file that it imports, has changed.
 */
export class LocalFiles {
  readonly #loaded = new Map<string, LoadedFile>();
  readonly #traces: Traces;
  readonly #originIn: OriginInFile;
  readonly #kernelRequire = createRequire(import.meta.url);

  /** @param originIn where a function of a file has its code */
  constructor(traces: Traces, originIn: OriginInFile) {
    this.#traces = traces;
    this.#originIn = originIn;
  }

  /** The TypeScript file that a relative or absolute specifier means, or undefined. */
  find(specifier: string, folder: string): string | undefined {
    if (!/^(\.{1,2}\/|\/|file:)/.test(specifier)) return undefined;
    const path = specifier.startsWith("file:") ? fileURLToPath(specifier) : resolve(folder, specifier);
    const candidates = /\.[cm]?tsx?$/.test(path)
      ? [path]
      : [`${path}.ts`, path.replace(/\.js$/, ".ts"), `${path}/index.ts`];
    return candidates.find((candidate) => /\.[cm]?tsx?$/.test(candidate) && ts.sys.fileExists(candidate));
  }

  /** The exports of a file, absolute path. */
  load(path: string): ModuleNames {
    const known = this.#loaded.get(path);
    return known && this.#isFresh(path, new Set()) ? known.module.exports : this.#run(path);
  }

  #isFresh(path: string, checked: Set<string>): boolean {
    if (checked.has(path)) return true;
    checked.add(path);
    const loaded = this.#loaded.get(path);
    if (loaded?.modified !== statSync(path, { throwIfNoEntry: false })?.mtimeMs) return false;
    return loaded !== undefined && [...loaded.imports].every((other) => this.#isFresh(other, checked));
  }

  #run(path: string): ModuleNames {
    const text = readFileSync(path, "utf8");
    const transformers = { before: [withOrigins(originName)] };
    const output = ts.transpileModule(text, { fileName: path, compilerOptions: options, transformers });
    const code = output.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
    const map = output.sourceMapText ?? "{}";
    this.#traces.add({ title: path, text, sourceMap: new SourceMap(JSON.parse(map)), preludeLines: 0 });
    const head = `(function (exports, require, module, __filename, __dirname, ${originName}) {`;
    const wrapped = `${head}\n${code}\n})${inlineMap(map, { text, preludeLines: 0 })}`;
    const run: FileFunction = new vm.Script(wrapped, { filename: path }).runInThisContext();
    const module: { exports: ModuleNames } = { exports: {} };
    const imports = new Set<string>();
    // Set before the file runs, so that files which import each other find what is there so far, as in Node.
    this.#loaded.set(path, { modified: statSync(path).mtimeMs, module, imports });
    try {
      const origin = (offset: number): FunctionOrigin => this.#originIn(path, offset);
      run(module.exports, this.#requireFrom(path, imports), module, path, dirname(path), origin);
    } catch (error) {
      this.#loaded.delete(path);
      throw error;
    }
    return module.exports;
  }

  #requireFrom(path: string, imports: Set<string>): (specifier: string) => unknown {
    const own = createRequire(path);
    return (specifier) => {
      const local = this.find(specifier, dirname(path));
      if (local === undefined) return isOwnPackage(specifier) ? this.#kernelRequire(specifier) : own(specifier);
      imports.add(local);
      return this.load(local);
    };
  }
}
