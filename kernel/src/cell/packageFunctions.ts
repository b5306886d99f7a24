import { type BoundFunction, defineFunction, type FunctionOrigin } from "titer/functions";

/** Where the code of an export of a package can be had. */
export type OriginInPackage = (specifier: string, name: string) => FunctionOrigin;

/** What the package has bound, which was checked then. */
type Given = Parameters<ReturnType<typeof defineFunction>["with"]>[0];

type ModuleNames = Readonly<Record<string, unknown>>;

/** Gives the functions that packages export their origin, so that they travel with plans as those of cells do. */
export class PackageFunctions {
  readonly #originIn: OriginInPackage;
  /** One for each specifier: a function has one origin, however often cells import it. */
  readonly #modules = new Map<string, { readonly from: ModuleNames; readonly names: ModuleNames }>();

  constructor(originIn: OriginInPackage) {
    this.#originIn = originIn;
  }

  /** The names of a package's module, with functions that can travel. */
  withOrigins(specifier: string, from: ModuleNames): ModuleNames {
    const known = this.#modules.get(specifier);
    if (known?.from === from) return known.names;
    const found = Object.entries(from).filter((entry): entry is [string, BoundFunction] => isOwnFunction(entry[1]));
    if (found.length === 0) return from;
    const travelling = found.map(([name, { declaration, given }]) => [
      name,
      defineFunction(declaration, this.#originIn(specifier, name)).with(given as Given),
    ]);
    const names = { ...from, ...Object.fromEntries(travelling) };
    this.#modules.set(specifier, { from, names });
    return names;
  }
}

function isOwnFunction(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "kind" in value && value.kind === "bound" && !("origin" in value)
  );
}
