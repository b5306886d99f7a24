import type { TiterFunction } from "../define.ts";
import type { Parameters } from "../parameters.ts";
import { bridgeFunctions } from "./bridgeFunctions.ts";
import { bridgeLibraries, type CatalogueEntry, libraryOf, readCatalogue } from "./catalogue.ts";

const reserved: readonly string[] = ["delete", "in", "new", "switch", "with"];

/**
 * The names under which a library's module exports the functions of the catalogue: the last part of an id; where two are alike,
 * the later one gets its module's name in front.
 */
export function exportedNames<E extends Pick<CatalogueEntry, "name" | "module">>(
  entries: readonly E[],
): ReadonlyMap<string, E> {
  const named = new Map<string, E>();
  for (const entry of entries) {
    const short = camel(entry.name);
    const long = camel(`${entry.module.split(".").at(-1)}_${entry.name}`);
    named.set(named.has(short) || reserved.includes(short) ? long : short, entry);
  }
  return named;
}

/** The modules `titer/functions/<library>` with what each exports, without loading any of them. */
export function bridgeModules(): Readonly<Record<string, Readonly<Record<string, TiterFunction<Parameters>>>>> {
  modules ??= Object.fromEntries(
    bridgeLibraries.map((library) => {
      const entries = readCatalogue().functions.filter((entry) => entry.callable && libraryOf(entry) === library);
      const functions = [...exportedNames(entries)].map(([name, { id }]) => [name, bridgeFunctions().get(id)!]);
      return [`titer/functions/${library.toLowerCase()}`, Object.freeze(Object.fromEntries(functions))];
    }),
  );
  return modules;
}
let modules: ReturnType<typeof bridgeModules> | undefined;

function camel(name: string): string {
  const joined = name.replace(/_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return `${joined[0]?.toLowerCase()}${joined.slice(1)}`;
}
