import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { messageOf, TiterError } from "titer/errors";
import type { FunctionOrigin, FunctionSource } from "titer/functions";
import type { FlatProgram, LiveValues, VirtualModule } from "titer/travel";
import type { NotebookName } from "../prelude.ts";
import { cellProgram, namesCall } from "./cellProgram.ts";

/** What the code of a notebook's functions is made from. */
export interface NotebookState {
  readonly folder: string;
  readonly names: ReadonlyMap<string, NotebookName>;
  /** The code of a cell, by specifier such as `./__cell3`. */
  codeOf(cell: string): string;
  /** The value of a name of a cell now, unless a later cell declared the name again. */
  current(cell: string, name: string): { readonly value: unknown } | undefined;
  /** Whether another cell has assigned a name of a cell. */
  wasAssigned(cell: string, name: string): boolean;
  /** Names that every cell has and that no other place has. */
  readonly cellGlobals: readonly string[];
}

const mark = "titer: this definition";
/** Packages that are not found from the notebook's folder are those of the kernel's installation. */
const ownFolder = import.meta.dirname;

/** Where the functions of a notebook have their code. */
export class FunctionOrigins {
  readonly #notebook: NotebookState;

  constructor(notebook: NotebookState) {
    this.#notebook = notebook;
  }

  /** The origin of a function whose definition starts at an offset of a cell. */
  inCell(cell: string, offset: number): FunctionOrigin {
    return {
      source: () => {
        const { folder, names, codeOf } = this.#notebook;
        const { modules } = cellProgram(cell, offset, mark, codeOf, names);
        return this.#source(cell, (module) => {
          const text = modules.get(module)?.text;
          return text === undefined ? undefined : { text, folder };
        });
      },
    };
  }

  /** The origin of a function whose definition's argument ends at an offset of a local file, absolute path. */
  inFile(path: string, offset: number): FunctionOrigin {
    return {
      source: () => {
        const text = readFileSync(path, "utf8");
        const marked = `${text.slice(0, offset)}, ${JSON.stringify(mark)}${text.slice(offset)}`;
        const module = { text: marked, folder: dirname(path) };
        return this.#source(path, (asked) => (asked === path ? module : undefined));
      },
    };
  }

  /** The origin of a function that a package exports. */
  inPackage(specifier: string, name: string): FunctionOrigin {
    const entry = `titer:${specifier}`;
    const imported = name === "default" ? "titer$function" : `{ ${name} as titer$function }`;
    // `Object` gives the function itself: a call that can be marked and that every place knows.
    const text = `import ${imported} from ${JSON.stringify(specifier)};\nObject(titer$function, ${JSON.stringify(mark)});`;
    return {
      source: () => {
        const folder = [this.#notebook.folder, ownFolder].find((place) => isFoundFrom(place, specifier));
        return this.#source(entry, (asked) => (asked === entry ? { text, folder: folder ?? ownFolder } : undefined));
      },
    };
  }

  /** The bundler is loaded when the first function travels: it is large. */
  async #source(entry: string, load: (module: string) => VirtualModule | undefined): Promise<FunctionSource> {
    const { bundleFlat, closureOf, markedDefinition, parseFlat } = await import("titer/travel");
    const flat = await bundleFlat({ entry, load }).catch((cause: unknown) => {
      throw cannotTravel(messageOf(cause), cause);
    });
    const program = parseFlat(flat);
    const definition = markedDefinition(program, mark);
    if (!definition) throw cannotTravel("its definition is not where it was; run its cell again");
    return closureOf(program, definition, this.#liveValues(program));
  }

  #liveValues(program: FlatProgram): LiveValues {
    const { current, wasAssigned, cellGlobals } = this.#notebook;
    const cells = cellNames(program);
    return {
      localGlobals: new Set(cellGlobals),
      title: (name) => cells.get(name)?.name ?? name,
      value: (name) => {
        const at = cells.get(name);
        return at && current(at.cell, at.name);
      },
      wasAssigned: (name) => {
        const at = cells.get(name);
        return at !== undefined && wasAssigned(at.cell, at.name);
      },
    };
  }
}

function isFoundFrom(folder: string, specifier: string): boolean {
  const [scope = "", name = ""] = specifier.split("/");
  const paths = createRequire(join(folder, "notebook.mjs")).resolve.paths(specifier) ?? [];
  return paths.some((path) => existsSync(join(path, scope.startsWith("@") ? `${scope}/${name}` : scope)));
}

interface CellName {
  readonly cell: string;
  readonly name: string;
}

/** What the names of a flat program are called in their cells. */
function cellNames(program: FlatProgram): ReadonlyMap<string, CellName> {
  const names = new Map<string, CellName>();
  for (const node of program.nodes) {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== namesCall) continue;
    const [cell, list] = node.arguments;
    if (cell?.type !== "Literal" || list?.type !== "ArrowFunctionExpression") continue;
    const body = list.body.type === "ObjectExpression" ? list.body.properties : [];
    for (const property of body) {
      if (property.type !== "Property" || property.key.type !== "Identifier") continue;
      if (property.value.type === "Identifier")
        names.set(property.value.name, { cell: String(cell.value), name: property.key.name });
    }
  }
  return names;
}

function cannotTravel(why: string, cause?: unknown): TiterError {
  return new TiterError("CANNOT_TRAVEL", {
    what: `the function's code cannot be put together: ${why}`,
    todo: "Import only packages without native code.",
    cause,
  });
}
