import type { Message } from "@lumino/messaging";
import { PanelLayout, Widget } from "@lumino/widgets";
import { messageOf } from "titer/errors";
import { element } from "../viewer/dom.ts";
import { titerIcon } from "./icon.ts";

/** The panel's place in the side bar: what it shows is loaded when it is looked at for the first time. */
export class TiterSidePanel extends Widget {
  readonly #load: () => Promise<Widget>;
  #loading: Promise<void> | null = null;

  /** @param load - makes what is shown */
  constructor(load: () => Promise<Widget>) {
    super();
    this.#load = load;
    this.id = "titer-panel";
    this.title.icon = titerIcon;
    this.title.caption = "Titer: plates, runs, engine";
    this.addClass("titer-side-panel");
    this.node.setAttribute("role", "region");
    this.node.setAttribute("aria-label", "Titer");
    this.layout = new PanelLayout();
  }

  /** Settles when the panel's content is there. */
  ready(): Promise<void> {
    this.#loading ??= this.#fill();
    return this.#loading;
  }

  protected override onBeforeShow(_message: Message): void {
    void this.ready();
  }

  protected override onAfterAttach(_message: Message): void {
    if (this.isVisible) void this.ready();
  }

  async #fill(): Promise<void> {
    try {
      (this.layout as PanelLayout).addWidget(await this.#load()); // set in the constructor
    } catch (thrown) {
      this.#loading = null;
      const text = `The panel could not be loaded: ${messageOf(thrown)}. Reload the page.`;
      this.node.replaceChildren(element("div", { class: "titer-problem", role: "alert" }, text));
    }
  }
}
