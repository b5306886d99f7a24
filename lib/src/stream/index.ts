/**
 * The line between the engine's hub and whoever shows pixels: addresses, frames, and one client over three transports. Nothing
 * here needs Node or a browser.
 *
 * @module
 */
export * from "./client.ts";
export * from "./frame.ts";
export * from "./messages.ts";
export * from "./transports.ts";
export * from "./view.ts";
