import type { FollowedWell } from "titer/protocol";
import { button, element } from "../../viewer/dom.ts";

/** The wells that failed, each with its cause, what to do, and the way to its file. */
export class FailureList {
  readonly node: HTMLElement = element("div", { class: "titer-failures" });
  readonly #open: (well: string, file: string) => void;
  #wells: readonly FollowedWell[] = [];
  #only: ReadonlySet<string> = new Set();
  #shown = "";

  /** @param open - shows a file of a well */
  constructor(open: (well: string, file: string) => void) {
    this.#open = open;
    this.node.append(element("p", { class: "titer-panel-empty" }, "No well has failed."));
  }

  show(wells: readonly FollowedWell[]): void {
    this.#wells = wells;
    this.#update();
  }

  /** Shows only these wells; none for all. */
  only(wells: readonly string[]): void {
    this.#only = new Set(wells);
    this.#update();
  }

  #update(): void {
    const all = this.#wells.filter(({ state }) => state === "failed");
    const failed = this.#only.size === 0 ? all : all.filter(({ well }) => this.#only.has(well));
    const key = JSON.stringify(failed);
    if (key === this.#shown) return;
    this.#shown = key;
    const empty = all.length === 0 ? "No well has failed." : "None of the chosen wells has failed.";
    const details = failed.map((well) => this.#failure(well, failed.length === 1));
    this.node.replaceChildren(...(failed.length > 0 ? details : [element("p", { class: "titer-panel-empty" }, empty)]));
  }

  #failure({ well, step, error }: FollowedWell, open: boolean): HTMLElement {
    const where = step === "" ? "" : ` at ${step}`;
    const node = element(
      "details",
      { "data-well": well },
      element("summary", {}, `${well} failed${where}: ${error?.what ?? ""}`),
    );
    node.open = open;
    if (!error) return node;
    node.append(element("p", {}, error.todo));
    if (error.cause !== undefined) node.append(element("p", {}, `Cause: ${error.cause}`));
    const { file } = error.where;
    if (file !== undefined) {
      const show = button("Open the file", `Open the file ${file} in the image browser`, () => this.#open(well, file));
      node.append(element("p", { class: "titer-path" }, file), show);
    }
    return node;
  }
}
