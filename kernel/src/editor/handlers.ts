import { resolve } from "node:path";
import { compile } from "titer";
import { enterNamed } from "titer/config";
import { isTiterError } from "titer/errors";
import { placed } from "titer/pipeline";
import { type EditorRequests, guards, type PipelineDraft } from "titer/protocol";
import type { PanelHandlers } from "../panel/panels.ts";
import { type CodeParts, codeOf, draftFrom } from "./code.ts";
import { problemsOf } from "./editors.ts";
import type { FunctionTable } from "./functionTable.ts";

type Kinds = keyof EditorRequests;

const { fields, list, string, count, boolean, record, nullable, optional, oneOf } = guards;

const anything = () => undefined;
const fn = fields({ id: string, version: count, given: record(anything) });
const step = fields({
  key: string,
  name: string,
  enabled: boolean,
  routes: list(fields({ value: nullable(string), functions: list(fn) })),
  config: record(record(anything)),
});

/** Checks a draft as it comes from a page; what its values mean is checked later. */
export const draftGuard: guards.Guard = fields({ name: string, steps: list(step) });

/** Answers the pipeline editors of all pages. */
export function editorHandlers(parts: CodeParts, table: FunctionTable): PanelHandlers<Kinds> {
  const { editors, variables } = parts;
  return {
    "editor.functions": { guard: fields({}), answer: () => ({ functions: table.entries() }) },
    "editor.variables": {
      guard: fields({}),
      answer: () => ({ pipelines: variables.pipelines(), plates: variables.plates() }),
    },
    "editor.open": {
      guard: fields({ editorId: string, variable: optional(string), draft: optional(draftGuard) }),
      answer: (ask) => editors.open(ask),
    },
    "editor.update": {
      guard: fields({ editorId: string, base: count, draft: draftGuard }),
      answer: (ask) => editors.update(ask),
    },
    "editor.compile": {
      guard: fields({ draft: draftGuard, plate: string }),
      answer: ({ draft, plate }) => compiled(draft, plate, parts),
    },
    "editor.code": {
      guard: fields({
        draft: draftGuard,
        piece: fields({ kind: oneOf("step", "pipeline", "run") }),
        complete: boolean,
      }),
      answer: async ({ draft, piece, complete }) => ({ text: await codeOf(draft, piece, complete, parts) }),
    },
    "editor.read": {
      guard: fields({ text: string, before: draftGuard }),
      answer: ({ text, before }) => ({ draft: draftFrom(text, before, variables) }),
    },
  };
}

/** Compiles as `plate.compile` does, with nothing said of it to the plate. */
async function compiled(
  draft: PipelineDraft,
  variable: string,
  { editors, variables }: CodeParts,
): Promise<EditorRequests["editor.compile"]["answer"]> {
  const { index, workspacePath } = variables.plate(variable);
  try {
    const pipeline = editors.finished(draft);
    const options = { resolvePath: (path: string) => resolve(path), ...(workspacePath !== null && { workspacePath }) };
    const plan = await enterNamed("plate", index.path, () => compile(pipeline, index, options));
    const wells = new Set(plan.wells.map(({ well }) => well)).size;
    return {
      problems: [],
      plan: `${plan.steps.length} steps for ${wells} ${wells === 1 ? "well" : "wells"}, into ${plan.output.root}`,
    };
  } catch (thrown) {
    if (isTiterError(thrown, "COMPILE_FAILED")) {
      return { problems: placed(thrown.details.problems as never, draft), plan: null };
    }
    return { problems: problemsOf(thrown), plan: null };
  }
}
