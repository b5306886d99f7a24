import type { FollowedRun } from "titer/protocol";
import { element, setText } from "../../viewer/dom.ts";
import { progressBar, setProgress } from "../wellRows.ts";

/** How many wells have passed each step, how many are at it, and how many failed there. */
export interface StepCount {
  readonly step: string;
  readonly passed: number;
  readonly at: number;
  readonly failed: number;
}

/** Counts the wells of a run by step: a well has passed every step before the one that it is at. */
export function countSteps({ steps, wells }: Pick<FollowedRun, "steps" | "wells">): readonly StepCount[] {
  const place = new Map(steps.map((step, index) => [step, index]));
  return steps.map((step, index) => {
    const passed = wells.filter((well) => well.state === "done" || (place.get(well.step) ?? 0) > index).length;
    const here = wells.filter((well) => well.step === step);
    return {
      step,
      passed,
      at: here.filter(({ state }) => state === "running").length,
      failed: here.filter(({ state }) => state === "failed").length,
    };
  });
}

/** The steps of a run, each with its share of wells. */
export class StepTable {
  readonly node: HTMLElement = element("ul", { class: "titer-wells titer-steps", "aria-label": "Steps" });
  #rows: readonly ReturnType<typeof stepRow>[] = [];
  #names = "";

  show(run: Pick<FollowedRun, "steps" | "wells">): void {
    const names = run.steps.join("\n");
    if (names !== this.#names) {
      this.#names = names;
      this.#rows = run.steps.map(stepRow);
      this.node.replaceChildren(...this.#rows.map(({ node }) => node));
    }
    countSteps(run).forEach((count, index) => {
      this.#rows[index]?.update(count, run.wells.length);
    });
  }
}

function stepRow(name: string): { readonly node: HTMLElement; update(count: StepCount, wells: number): void } {
  const fill = element("div", { class: "titer-fill" });
  const bar = progressBar(`Wells that have passed ${name}`, fill);
  const text = element("span", { class: "titer-well-state" });
  const node = element("li", { class: "titer-well" }, element("b", {}, name), bar, text);
  return {
    node,
    update: ({ passed, at, failed }, wells) => {
      node.dataset.state =
        passed === wells && wells > 0 ? "done" : failed > 0 ? "failed" : at > 0 ? "running" : "waiting";
      setProgress(bar, fill, wells === 0 ? 0 : passed / wells);
      const parts = [`${passed} of ${wells}`, at > 0 ? `${at} at it` : "", failed > 0 ? `${failed} failed` : ""];
      setText(text, parts.filter((part) => part !== "").join(", "));
    },
  };
}
