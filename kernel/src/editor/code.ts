import { fromCode, Orchestration, Pipeline, toCode, toScript } from "titer";
import { mergedValues, PipelineConfig, type RootValues } from "titer/config";
import { TiterError } from "titer/errors";
import { type CodeValue, type DraftSource, draftOf, FunctionStep } from "titer/pipeline";
import type { CodePiece, ConfigPart, PipelineDraft, StepDraft } from "titer/protocol";
import type { Editors } from "./editors.ts";
import type { Variables } from "./variables.ts";

/** What code is made with. */
export interface CodeParts {
  readonly editors: Editors;
  readonly variables: Variables;
  /** What the notebook's cells set. */
  readonly parts: () => readonly ConfigPart[];
}

/** A piece of a pipeline as a cell; `complete` brings the code of own functions along. */
export async function codeOf(
  draft: PipelineDraft,
  piece: CodePiece,
  complete: boolean,
  { editors, variables, parts }: CodeParts,
): Promise<string> {
  const options = complete ? {} : { names: Object.fromEntries(variables.functions()) };
  const written = (value: CodeValue, as: string): Promise<string> | string =>
    complete ? toScript(value, { as }) : toCode(value, { ...options, as });
  if (piece.kind === "pipeline") return written(editors.finished(draft), "pipeline");
  if (piece.kind === "step") {
    const steps = draft.steps.filter(({ key }) => key === piece.step);
    const [step] = editors.finished({ name: draft.name, steps }).steps;
    return written(step!, nameFor(step!.name)); // a finished pipeline has steps
  }
  const plate = variables.plate(piece.plate ?? "");
  const at = (scope: string, of?: string): RootValues =>
    parts()
      .filter((part) => part.scope === scope && part.of === of)
      .reduce<RootValues>((all, { fields }) => mergedValues(all, fields), {});
  const steps = draft.steps.map(
    (step): StepDraft => ({ ...step, config: mergedValues(at("step", step.name), step.config) }),
  );
  const inner = mergedValues(at("pipeline"), at("plate", plate.path));
  const orchestration = new Orchestration({
    ...(Object.keys(at("global")).length > 0 && { config: new PipelineConfig(at("global")) }),
    plates: [
      {
        path: plate.path,
        ...(plate.workspacePath !== null && { workspacePath: plate.workspacePath }),
        pipeline: editors.finished({ ...draft, steps }),
        ...(Object.keys(inner).length > 0 && { config: new PipelineConfig(inner) }),
      },
    ],
  });
  const text = await written(orchestration, "orchestration");
  return `import { PipelineOrchestrator } from "titer";\n${text}\nawait PipelineOrchestrator.execute(orchestration);\n`;
}

/**
 * The pipeline that code declares: as a pipeline, a list of steps, a step, or an orchestration of one pipeline. Nothing is run.
 *
 * @throws TiterError with `details.line`
 */
export function draftFrom(text: string, before: PipelineDraft, variables: Variables): PipelineDraft {
  const own = Object.fromEntries(variables.functions());
  const source = text
    .replace(/^import \{ PipelineOrchestrator \} from "titer";\n/, "\n")
    .replace(/\nawait PipelineOrchestrator\.execute\(orchestration\);\s*$/, "\n");
  return draftOf(sourceOf(fromCode(source, {}, own), before.name), before);
}

function sourceOf(value: CodeValue, name: string): DraftSource {
  if (value instanceof Pipeline) return value;
  if (value instanceof FunctionStep) return { name, steps: [value] };
  if (Array.isArray(value) && value.every((one) => one instanceof FunctionStep)) return { name, steps: value };
  if (value instanceof Orchestration && value.plates[0]) return value.plates[0].pipeline;
  throw new TiterError("CODE_REFUSED", {
    what: "the code declares no pipeline",
    todo: "End with a Pipeline, a list of steps, or a step.",
    details: { line: 1, column: 1 },
  });
}

/** A name for a constant: `cell_count`, `step1`. */
function nameFor(name: string): string {
  const word = name.replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return /^[A-Za-z_$]/.test(word) ? word : `step${word}`;
}
