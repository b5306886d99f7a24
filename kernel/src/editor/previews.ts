import { PipelinePreview, type PreviewedPlane } from "titer";
import { planeInfo } from "titer/display";
import { TiterError } from "titer/errors";
import { guards, type PreviewAnswer, type PreviewAsk, type PreviewPlane, previewTarget } from "titer/protocol";
import type { Comm, Comms } from "../session/comms.ts";
import type { Editors } from "./editors.ts";
import { draftGuard } from "./handlers.ts";
import type { Variables } from "./variables.ts";

const { fields, count, string, nullable } = guards;
const ask = fields({ id: count, draft: draftGuard, step: string, plate: string, side: count, known: nullable(string) });

/** Answers pages that preview a step while it is edited. Of questions that pile up only the last one is answered. */
export class Previews {
  readonly #editors: Editors;
  readonly #variables: Variables;
  readonly #preview = new PipelinePreview();

  constructor(comms: Comms, editors: Editors, variables: Variables) {
    this.#editors = editors;
    this.#variables = variables;
    comms.register(previewTarget, (comm) => {
      const state: { waiting: PreviewAsk | null; busy: boolean } = { waiting: null, busy: false };
      comm.onMessage(async ({ data }) => {
        ask(data, "preview");
        state.waiting = data as unknown as PreviewAsk; // by the line above
        if (state.busy) return;
        state.busy = true;
        while (state.waiting) {
          const next: PreviewAsk = state.waiting;
          state.waiting = null;
          await this.#answer(comm, next);
        }
        state.busy = false;
      });
    });
  }

  async #answer(comm: Comm, question: PreviewAsk): Promise<void> {
    const { id, draft, known } = question;
    try {
      const began = performance.now();
      const place = draft.steps.findIndex(({ key }) => key === question.step);
      const upTo = { ...draft, steps: draft.steps.slice(0, place + 1).map(withoutOutputs) };
      const { steps } = this.#editors.finished(upTo);
      const { index } = this.#variables.plate(question.plate);
      const { before, after, calls } = await this.#preview.planes(steps, index, question.choice, question.side);
      const name = draft.steps[place]?.name ?? "";
      const [shownBefore, pixelsBefore] = shown(before, `before ${name}`);
      const [shownAfter, pixelsAfter] = shown(after, `after ${name}`);
      const milliseconds = performance.now() - began;
      const planes = { before: shownBefore, after: shownAfter };
      const answer: PreviewAnswer = { id, kind: "planes", ...planes, milliseconds, calls };
      comm.send(answer, { buffers: before.key === known ? [pixelsAfter] : [pixelsBefore, pixelsAfter] });
    } catch (thrown) {
      const error = TiterError.from(thrown, "PREVIEW_FAILED", {}, "Look at the step's parameters.");
      const answer: PreviewAnswer = { id, kind: "failed", message: `${error.what}. ${error.todo}` };
      comm.send(answer);
    }
  }
}

/** A preview keeps nothing: only how the step groups planes and converts pixels counts. */
function withoutOutputs<S extends PreviewAsk["draft"]["steps"][number]>(step: S): S {
  const { processingConfig, dtypeConfig } = step.config;
  return {
    ...step,
    config: { ...(processingConfig ? { processingConfig } : {}), ...(dtypeConfig ? { dtypeConfig } : {}) },
  };
}

function shown({ key, plane }: PreviewedPlane, title: string): readonly [PreviewPlane, Uint8Array] {
  const { info, pixels } = planeInfo(plane, title);
  return [{ key, info }, new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)];
}
