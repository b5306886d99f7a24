/**
 * Components of a plate: which plane is which, and which of them vary, group or run in parallel.
 *
 * @module
 */
export * from "./components.ts";
export * from "./wellFilter.ts";
