/**
 * How planes and runs show themselves in a notebook: MIME bundles.
 *
 * @module
 */
export * from "./planeBundle.ts";
export * from "./runBundle.ts";
