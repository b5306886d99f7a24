/**
 * How values show themselves in a notebook: MIME bundles of planes, runs and plots.
 *
 * @module
 */
export * from "./planeBundle.ts";
export * from "./plot/plot.ts";
export * from "./runBundle.ts";
