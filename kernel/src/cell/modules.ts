import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { LocalFiles, type OriginInFile } from "./localFiles.ts";
import { type OriginInPackage, PackageFunctions } from "./packageFunctions.ts";
import type { StaticImport } from "./rewrite.ts";
import { isOwnPackage } from "./service.ts";
import type { Traces } from "./trace.ts";

/** The names of a loaded module. */
export type ModuleNames = Readonly<Record<string, unknown>>;

type Importer = (specifier: string, options?: ImportCallOptions) => Promise<ModuleNames>;

/**
 * Loads packages for cells: by the rules of `import` from the notebook's folder, then from the kernel's installation;
 * `titer` always from the latter, so that there is one copy of it in the process.
 */
export class CellModules {
  /** `require` of cells, from the notebook's folder. */
  readonly require: NodeJS.Require;
  readonly #folder: string;
  readonly #files: LocalFiles;
  readonly #functions: PackageFunctions;
  readonly #anchor: string;
  readonly #fromFolder: Importer;
  readonly #fromKernel: Importer;

  /** @param folder the notebook's folder, absolute */
  constructor(folder: string, traces: Traces, inFile: OriginInFile, inPackage: OriginInPackage) {
    this.#folder = folder;
    this.#files = new LocalFiles(traces, inFile);
    this.#functions = new PackageFunctions(inPackage);
    this.#anchor = join(folder, "notebook.mjs");
    this.#fromFolder = importerAt(this.#anchor);
    this.#fromKernel = importerAt(fileURLToPath(import.meta.url));
    this.require = createRequire(this.#anchor);
  }

  /** Loads the static imports of a cell, one after the other, as a module would. */
  async loadAll(imports: readonly StaticImport[]): Promise<readonly ModuleNames[]> {
    const modules: ModuleNames[] = [];
    for (const { specifier } of imports) modules.push(await this.load(specifier));
    return modules;
  }

  /** Loads one module or TypeScript file; JSON files need no import attribute. */
  async load(specifier: string, options?: ImportCallOptions): Promise<ModuleNames> {
    const file = this.#files.find(specifier, this.#folder);
    if (file !== undefined) return this.#files.load(file);
    if (isOwnPackage(specifier)) return this.#fromKernel(specifier, options);
    const json: ImportCallOptions | undefined = specifier.endsWith(".json") ? { with: { type: "json" } } : undefined;
    const names = await this.#loadPackage(specifier, options ?? json);
    return isBare(specifier) ? this.#functions.withOrigins(specifier, names) : names;
  }

  async #loadPackage(specifier: string, options: ImportCallOptions | undefined): Promise<ModuleNames> {
    try {
      return await this.#fromFolder(specifier, options);
    } catch (error) {
      if (isBare(specifier) && this.#isUnknownHere(error)) return this.#fromKernel(specifier, options);
      throw error;
    }
  }

  /** Whether the specifier itself was not found, as opposed to something that the found module imports. */
  #isUnknownHere(error: unknown): boolean {
    if (typeof error !== "object" || error === null || !("code" in error) || !("message" in error)) return false;
    return error.code === "ERR_MODULE_NOT_FOUND" && String(error.message).includes(`imported from ${this.#anchor}`);
  }
}

/** One name of a module; CommonJS modules whose names Node does not see offer those of their `default`. */
export function pickName(module: ModuleNames, name: string, specifier: string): unknown {
  if (name in module) return module[name];
  const whole = module.default;
  if (typeof whole === "object" && whole !== null && name in whole) return (whole as ModuleNames)[name];
  throw new SyntaxError(`The module '${specifier}' does not provide an export named '${name}'`);
}

function isBare(specifier: string): boolean {
  return !/^(\.|\/|[a-z]+:)/.test(specifier);
}

/** `import()` as a file at some path would do it. */
function importerAt(filename: string): Importer {
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const script = new vm.Script("(specifier, options) => import(specifier, options)", {
    filename,
    importModuleDynamically,
  });
  return script.runInThisContext() as Importer;
}
