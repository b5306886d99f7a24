import * as components from "../../components/index.ts";
import * as config from "../../config/index.ts";
import * as library from "../../functions/library/index.ts";
import { Orchestration } from "../orchestration.ts";
import { Pipeline } from "../pipeline.ts";
import { FunctionStep } from "../step.ts";

/** What code may import: by module and exported name. Everything else is refused, so nothing else can be reached. */
export type CodeModules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const titer = { ...components, ...config, FunctionStep, Pipeline, Orchestration };

/**
 * The modules that code is written with and read by: `titer` and `titer/functions`, and those given, such as
 * `{ "./myFunctions.ts": { threshold } }`.
 */
export function codeModules(more: CodeModules = {}): CodeModules {
  return { titer, "titer/functions": { ...library }, ...more };
}
