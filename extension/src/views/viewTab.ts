import { Widget } from "@lumino/widgets";
import type { Painter } from "../viewer/draw/painter.ts";
import type { Connect } from "../viewer/pixels/hubLink.ts";
import { HubLink } from "../viewer/pixels/hubLink.ts";
import type { ViewAddress } from "../viewer/scene/viewState.ts";
import type { Viewer } from "../viewer/viewer.ts";

/** A viewer as a tab of the main area. */
export class ViewTab extends Widget {
  readonly #address: ViewAddress;
  readonly #link: HubLink;
  readonly #painter: Painter;
  #viewer: Viewer | null = null;

  constructor(address: ViewAddress, connect: Connect, painter: Painter) {
    super();
    this.#address = address;
    this.#link = new HubLink(connect);
    this.#painter = painter;
    this.addClass("titer-output");
    this.addClass("titer-view-tab");
    this.title.closable = true;
  }

  /** The viewer; null until the tab was shown. */
  get viewer(): Viewer | null {
    return this.#viewer;
  }

  /** The kernel may have changed. */
  reconnect(): void {
    this.#link.retry();
  }

  override dispose(): void {
    this.#viewer?.dispose();
    this.#viewer = null;
    this.#link.dispose();
    super.dispose();
  }

  protected override async onAfterAttach(): Promise<void> {
    const { Viewer } = await import("../viewer/viewer.ts");
    if (this.isDisposed || this.#viewer) return;
    this.#viewer = new Viewer(this.node, this.#link, this.#address, this.#painter);
    this.#viewer.focus();
  }

  protected override onActivateRequest(): void {
    this.#viewer?.focus();
  }
}
