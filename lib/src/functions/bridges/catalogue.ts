import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Dtype } from "../../image/dtype.ts";
import type { Contract } from "../contract.ts";
import type { Parameter } from "../parameters.ts";

/** Libraries behind the Python bridge. */
export const bridgeLibraries = ["scipy", "skimage", "mahotas", "diplib", "SimpleITK"] as const;
export type BridgeLibrary = (typeof bridgeLibraries)[number];

/** A parameter as the bridge passes it on. */
export type CatalogueParameter = Parameter & {
  /** The library takes a list of this many equal numbers; `axes`: one for each axis of the image. */
  readonly listOf?: number | "axes";
  /** The library's parameter that gets a neighbourhood of this radius. */
  readonly fills?: string;
};

/** A function of a library, as introspection found it and the verifier confirmed it. */
export interface CatalogueEntry {
  /** `skimage.filters.sobel` */
  readonly id: string;
  readonly module: string;
  readonly name: string;
  /** The first sentence of its documentation. */
  readonly doc: string;
  readonly parameters: Readonly<Record<string, CatalogueParameter>>;
  /** What it takes: any plane, only float32, a binary mask (0 or not), or labels (int32). */
  readonly kind: "grey" | "float" | "binary" | "labels";
  readonly contract: Contract;
  /** The dtype of the result; `same` as that of the input. */
  readonly output: Dtype | "same";
  /** Gives finite images of the contracted shape and dtype, and leaves its input alone. */
  readonly callable: boolean;
  /** Neither constant nor the input, and some parameter has an effect. */
  readonly nonTrivial: boolean;
  /** The same bytes in another process. */
  readonly deterministic: boolean;
  /** The function of another library or of Titer that gives the same within the tolerance named there; null: unreferenced. */
  readonly agreed: string | null;
  /** Parameters that had no effect on the verifier's images. */
  readonly inert: readonly string[];
}

/** What is known of the libraries behind the bridge: made by `lib/src/python/bridge/catalogue.py`, committed, versioned. */
export interface Catalogue {
  /** Version of the verifier. */
  readonly verifier: number;
  readonly libraries: Readonly<Record<string, { readonly version: string }>>;
  readonly functions: readonly CatalogueEntry[];
}

/** The catalogue's file, which the bridge reads too. */
export const cataloguePath: string = fileURLToPath(
  new URL("../../../src/functions/bridges/catalogue.json", import.meta.url),
);

/** Reads the catalogue that belongs to this version of Titer. */
export function readCatalogue(): Catalogue {
  return JSON.parse(readFileSync(cataloguePath, "utf8")) as Catalogue; // a file of this package, tested
}

/** Whether an id is one of a function behind the bridge. */
export function isBridgeId(id: string): boolean {
  return bridgeLibraries.some((library) => id.startsWith(`${library}.`));
}

/** The library of an entry. */
export function libraryOf({ module }: CatalogueEntry): BridgeLibrary {
  return module.replace(/\..*$/, "") as BridgeLibrary; // entries come from the catalogue, tested
}
