/**
 * Every message between kernel, engine, extension and workers: types and guards.
 *
 * @module
 */
export * from "./check.ts";
export * from "./config.ts";
export * from "./display.ts";
export * from "./draft.ts";
export * from "./editor.ts";
export * from "./events.ts";
export * as guards from "./guards.ts";
export * from "./panel.ts";
export * from "./panelEngine.ts";
export * from "./panelPlates.ts";
export * from "./sessions.ts";
export * from "./table.ts";
