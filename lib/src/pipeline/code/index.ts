/** Pipelines as code, and back. */
export { fromCode } from "./fromCode.ts";
export type { CodeModules } from "./modules.ts";
export { type CodeOptions, toCode, toScript } from "./toCode.ts";
export { type CodeValue, functionsOf } from "./value.ts";
