import { isTiterError } from "../errors.ts";
import type { BoundFunction } from "../functions/define.ts";
import type { FunctionOrigin, FunctionSource } from "../functions/source.ts";
import type { Problem } from "../pipeline/problem.ts";
import type { FunctionStep } from "../pipeline/step.ts";
import { canonicalJson } from "./canonical.ts";
import { sha256 } from "./sha256.ts";

/** The code of a pipeline's own functions. */
export interface FunctionSources {
  /** By digest, as a plan holds it. */
  readonly byDigest: Readonly<Record<string, FunctionSource>>;
  /** The digest of a function's code; undefined for functions that are at hand wherever Titer is. */
  digestOf(fn: BoundFunction): string | undefined;
}

/** Asks each function that was written in a notebook or a pipeline's file for its code; what cannot travel is a problem. */
export async function functionSources(steps: readonly FunctionStep[], problems: Problem[]): Promise<FunctionSources> {
  const byDigest: Record<string, FunctionSource> = {};
  const digests = new Map<FunctionOrigin, string>();
  const origins = new Map<string, FunctionOrigin>();
  for (const step of steps) {
    for (const { origin, declaration } of step.func) {
      if (origin === undefined || digests.has(origin)) continue;
      if (origins.has(declaration.id) && origins.get(declaration.id) !== origin)
        problems.push(twoVersions(step.name, declaration.id));
      origins.set(declaration.id, origin);
      try {
        const source = await origin.source();
        const digest = sha256(canonicalJson(source));
        byDigest[digest] = source;
        digests.set(origin, digest);
      } catch (thrown) {
        if (!isTiterError(thrown)) throw thrown;
        const { code, what, todo } = thrown;
        problems.push({ code, step: step.name, field: "func", message: `${declaration.id}: ${what}`, hint: todo });
      }
    }
  }
  return { byDigest, digestOf: ({ origin }) => origin && digests.get(origin) };
}

function twoVersions(step: string, id: string): Problem {
  return {
    code: "DUPLICATE_FUNCTION",
    step,
    field: "func",
    message: `the function id "${id}" stands for two functions of this pipeline`,
    hint: "Make the steps again after the function was changed, or give each function its own id.",
  };
}
