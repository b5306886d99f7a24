import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "@titer/kernel/typescript";
import type { CellGlobals } from "../display/globals.ts";

const require = createRequire(import.meta.url);
/** A file of the kernel's own installation: the second place from which packages are found. */
const ownFile = fileURLToPath(import.meta.url);

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.decorators.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  customConditions: ["node"],
  resolveJsonModule: true,
  rewriteRelativeImportExtensions: true,
  preserveConstEnums: true,
  skipLibCheck: true,
  sourceMap: true,
  strict: true,
  types: [],
};

/** Text files that exist only for the compiler: cells and the declarations of the kernel's globals. */
interface VirtualFile {
  readonly text: string;
  readonly version: number;
}

/**
 * One TypeScript language service over virtual cell files that stand in the notebook's folder.
 *
 * Packages are found from the notebook's folder first and then from the kernel's installation; `titer` always from
 * the latter, so that cells and kernel share one copy.
 */
export class CellService {
  readonly folder: string;
  readonly language: ts.LanguageService;
  readonly #files = new Map<string, VirtualFile>();
  readonly #snapshots = new Map<string, { readonly version: string; readonly snapshot: ts.IScriptSnapshot }>();
  readonly #globals: string;
  readonly #resolutions: ts.ModuleResolutionCache;
  readonly #nodeTypes = join(require.resolve("@types/node/package.json"), "..", "index.d.ts");
  /** Imports the file written last. */
  readonly #entry: string;
  #version = 0;

  /** @param folder the notebook's folder, absolute */
  constructor(folder: string) {
    this.folder = folder;
    this.#globals = this.path("__titer");
    this.#entry = this.path("__entry");
    this.#files.set(this.#entry, { text: "", version: 0 });
    this.#files.set(this.#globals, { text: globalsText(), version: 0 });
    this.#resolutions = ts.createModuleResolutionCache(folder, (name) => name, options);
    this.language = ts.createLanguageService(this.#host(), ts.createDocumentRegistry(true, folder));
  }

  /** Absolute path of a virtual file. */
  path(name: string): string {
    return join(this.folder, `${name}.ts`);
  }

  /** Writes a virtual file and makes it the one that is looked at: only files that it imports are in the program. */
  write(name: string, text: string): string {
    const file = this.path(name);
    this.#version += 1;
    this.#files.set(file, { text, version: this.#version });
    // The roots stay the same, so that the compiler keeps what it resolved for all other files.
    this.#files.set(this.#entry, { text: `import "./${name}";`, version: this.#version });
    return file;
  }

  /** The program of the file written last. */
  program(): ts.Program {
    const program = this.language.getProgram();
    if (!program) throw new Error("the TypeScript language service has no program");
    return program;
  }

  #host(): ts.LanguageServiceHost & { setCompilerHost(host: ts.CompilerHost): void } {
    return {
      // Not in the compiler's declarations; without it, each cell reads the package.json of every file's package again.
      setCompilerHost: (host) => {
        host.getModuleResolutionCache = () => this.#resolutions;
      },
      getCompilationSettings: () => options,
      getCurrentDirectory: () => this.folder,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      getScriptFileNames: () => [this.#nodeTypes, this.#globals, this.#entry],
      getScriptVersion: (file) => String(this.#files.get(file)?.version ?? diskVersion(file)),
      getScriptSnapshot: (file) => this.#snapshot(file),
      fileExists: (file) => this.#files.has(file) || ts.sys.fileExists(file),
      readFile: (file) => this.#files.get(file)?.text ?? ts.sys.readFile(file),
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      readDirectory: ts.sys.readDirectory,
      realpath: (file) => (this.#files.has(file) ? file : (ts.sys.realpath?.(file) ?? file)),
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      resolveModuleNameLiterals: (literals, file) => literals.map(({ text }) => this.#resolve(text, file)),
    };
  }

  /** The service asks for every file of the program with every cell, so files on disk are kept by version. */
  #snapshot(file: string): ts.IScriptSnapshot | undefined {
    const virtual = this.#files.get(file);
    if (virtual) return ts.ScriptSnapshot.fromString(virtual.text);
    const version = diskVersion(file);
    const known = this.#snapshots.get(file);
    if (known?.version === version) return known.snapshot;
    const text = ts.sys.readFile(file);
    if (text === undefined) return undefined;
    const snapshot = ts.ScriptSnapshot.fromString(text);
    this.#snapshots.set(file, { version, snapshot });
    return snapshot;
  }

  #resolve(specifier: string, file: string): ts.ResolvedModuleWithFailedLookupLocations {
    const cell = specifier.startsWith("./") ? this.path(specifier.slice(2)) : "";
    if (this.#files.has(cell))
      return { resolvedModule: { resolvedFileName: cell, extension: ts.Extension.Ts, isExternalLibraryImport: false } };
    // What a cell imports and is missing now may be there when the cell is run again; packages stay as they are.
    const cache = file.includes("/node_modules/") ? this.#resolutions : undefined;
    const from = (place: string): ts.ResolvedModuleWithFailedLookupLocations =>
      ts.resolveModuleName(specifier, place, options, ts.sys, cache);
    if (isOwnPackage(specifier)) return from(ownFile);
    const found = from(file);
    return found.resolvedModule || specifier.startsWith(".") ? found : from(ownFile);
  }
}

/** Whether a specifier names the library or the kernel, of which only the kernel's own copy is used. */
export function isOwnPackage(specifier: string): boolean {
  return ["titer", "@titer/kernel"].some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/** Files of packages are taken as they are; other files on disk may change between cells. */
function diskVersion(file: string): string {
  return file.includes("/node_modules/") ? "0" : String(ts.sys.getModifiedTime?.(file)?.getTime() ?? 0);
}

/** The names that every cell has, beside `require`. */
export const cellGlobalNames: readonly (keyof CellGlobals)[] = ["display", "clearOutput", "input", "comms"];

/** Declares the names that every cell has, by the types of the module that implements them. */
function globalsText(): string {
  const source = join(ownFile, "..", "..", "display", "globals.js");
  return `import type { CellGlobals } from ${JSON.stringify(source)};
declare global {
${cellGlobalNames.map((name) => `  const ${name}: CellGlobals["${name}"];`).join("\n")}
}
`;
}
