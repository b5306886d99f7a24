import { UUID } from "@lumino/coreutils";
import { Widget } from "@lumino/widgets";
import type { Painter } from "../viewer/draw/painter.ts";
import { type Connect, HubLink } from "../viewer/pixels/hubLink.ts";
import type { ViewAddress } from "../viewer/scene/viewState.ts";
import type { Viewer } from "../viewer/viewer.ts";
import type { ViewGrid } from "../viewer/viewGrid.ts";
import { type Equipment, equip } from "./equip.ts";

/** Several views of a source in a tab of the main area, with linked cameras. */
export class GridTab extends Widget {
  readonly #wanted: ViewAddress;
  readonly #link: HubLink;
  readonly #painter: Painter;
  readonly #equipment: Equipment;
  #grid: ViewGrid | null = null;

  constructor(title: string, wanted: ViewAddress, connect: Connect, painter: Painter, equipment: Equipment) {
    super();
    this.#wanted = wanted;
    this.#link = new HubLink(connect);
    this.#painter = painter;
    this.#equipment = equipment;
    this.id = `titer-grid-${UUID.uuid4()}`;
    this.addClass("titer-output");
    this.addClass("titer-view-tab");
    this.title.label = title;
    this.title.closable = true;
  }

  /** The kernel may have changed. */
  reconnect(): void {
    this.#link.retry();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.#grid?.dispose();
    this.#link.dispose();
    super.dispose();
  }

  protected override async onAfterAttach(): Promise<void> {
    const { ViewGrid } = await import("../viewer/viewGrid.ts");
    if (this.isDisposed || this.#grid) return;
    const parts = { link: this.#link, painter: this.#painter, equip: (viewer: Viewer) => this.#equip(viewer) };
    this.#grid = new ViewGrid(this.node, parts, [this.#wanted, this.#wanted]);
  }

  #equip(viewer: Viewer): () => void {
    const equipped = equip(viewer, this.#link, this.#equipment);
    return () => void equipped.then((unequip) => unequip());
  }
}
