/**
 * Every message between kernel, engine, extension and workers: types and guards, no code.
 *
 * @module
 */
export * from "./config.ts";
export * from "./display.ts";
export * from "./events.ts";
