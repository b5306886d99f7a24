/**
 * Functions of Python libraries, called in processes of their own.
 *
 * @module
 */
export * from "./bridge.ts";
export * from "./bridgeFunctions.ts";
export * from "./bridges.ts";
export * from "./catalogue.ts";
export * from "./findPython.ts";
export { bridgeModules, exportedNames } from "./names.ts";
