import type { IRenderMime } from "@jupyterlab/rendermime";
import { Widget } from "@lumino/widgets";
import type { RunOutput } from "titer/protocol";
import type { OutputPlace } from "../forms/place.ts";
import { element } from "../viewer/dom.ts";
import { Follower } from "./follower.ts";
import { parseRun } from "./parse.ts";
import { RunView } from "./runView.ts";

/** A run in an output cell, updated in place with every new state; one that no kernel follows any more says so. */
export class RunRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mime: string;
  readonly #place: (node: HTMLElement) => OutputPlace;
  #view: RunView | null = null;
  #run: RunOutput | null = null;
  #follower: Follower | null = null;

  /** @param place finds the notebook around an element of the page */
  constructor(mime: string, place: (node: HTMLElement) => OutputPlace) {
    super();
    this.#mime = mime;
    this.#place = place;
    this.addClass("titer-output");
  }

  /** Shows the run of a model, or a sentence that says why it cannot be shown. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    try {
      const run = parseRun(model.data[this.#mime]);
      if (this.#view === null) {
        this.#view = new RunView();
        this.node.replaceChildren(this.#view.node);
      }
      this.#view.show(run);
      this.#run = run;
      this.#follow();
    } catch (thrown) {
      this.#view = null;
      this.#run = null;
      this.#follow();
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }

  override dispose(): void {
    this.#run = null;
    this.#follow();
    super.dispose();
  }

  /** Only on the page can it be seen which notebook the output belongs to. */
  protected override onAfterAttach(): void {
    this.#follow();
  }

  /** Follows a run as long as it goes on; a new state came from a kernel, which therefore follows it. */
  #follow(): void {
    const goesOn = this.#run !== null && ["queued", "running", "paused"].includes(this.#run.state);
    const wanted = goesOn && this.isAttached ? this.#run?.runId : undefined;
    if (this.#follower?.runId === wanted) return;
    this.#follower?.dispose();
    this.#follower = null;
    if (wanted === undefined) return;
    this.#follower = new Follower(
      wanted,
      () => this.#place(this.node),
      (followed) => this.#view?.setFollowed(followed),
    );
  }
}
