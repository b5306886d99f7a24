/**
 * How planes, runs and other values show themselves in a notebook: MIME bundles.
 *
 * @module
 */
export * from "./planeBundle.ts";
export * from "./runBundle.ts";
export { valueBundle } from "./valueBundle.ts";
