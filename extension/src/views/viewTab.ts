import type { ReadonlyJSONObject } from "@lumino/coreutils";
import { Signal } from "@lumino/signaling";
import { Widget } from "@lumino/widgets";
import type { Painter } from "../viewer/draw/painter.ts";
import { type Connect, HubLink } from "../viewer/pixels/hubLink.ts";
import type { ViewAddress, ViewState } from "../viewer/scene/viewState.ts";
import type { Viewer } from "../viewer/viewer.ts";
import { type Equipment, equip } from "./equip.ts";

/** How long a view must stay as it is until it is kept for a reload; in milliseconds. */
const keepAfter = 300;

/** A viewer as a tab of the main area. */
export class ViewTab extends Widget {
  /** The view has changed: {@link command} opens it as it is now. */
  readonly changed: Signal<this, void> = new Signal<this, void>(this);
  readonly #id: string;
  readonly #link: HubLink;
  readonly #painter: Painter;
  readonly #session: () => string | undefined;
  readonly #equipment: Equipment;
  #wanted: ViewAddress | ViewState;
  #viewer: Viewer | null = null;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #unequip: () => void = () => {};

  /** @param session - path of the notebook whose kernel is asked */
  constructor(
    id: string,
    title: string,
    wanted: ViewAddress | ViewState,
    connect: Connect,
    painter: Painter,
    session: () => string | undefined,
    equipment: Equipment,
  ) {
    super();
    this.#id = id;
    this.#wanted = wanted;
    this.#equipment = equipment;
    this.#link = new HubLink(connect);
    this.#painter = painter;
    this.#session = session;
    this.id = `titer-view-${id}`;
    this.addClass("titer-output");
    this.addClass("titer-view-tab");
    this.title.label = title;
    this.title.closable = true;
  }

  /** The viewer; null until the tab was shown. */
  get viewer(): Viewer | null {
    return this.#viewer;
  }

  /** The arguments of the command that opens this view again. */
  get command(): ReadonlyJSONObject {
    const session = this.#session();
    const parts = { id: this.#id, title: this.title.label, address: this.#wanted };
    return { ...parts, ...(session === undefined ? {} : { session }) } as unknown as ReadonlyJSONObject; // plain data
  }

  /** The kernel may have changed. */
  reconnect(): void {
    this.#link.retry();
  }

  override dispose(): void {
    clearTimeout(this.#keeping);
    this.#unequip();
    this.#viewer?.dispose();
    this.#viewer = null;
    this.#link.dispose();
    super.dispose();
  }

  protected override async onAfterAttach(): Promise<void> {
    const { Viewer } = await import("../viewer/viewer.ts");
    if (this.isDisposed || this.#viewer) return;
    this.#viewer = new Viewer(this.node, this.#link, this.#wanted, this.#painter);
    this.#viewer.changed.listen((state) => this.#keep(state));
    if (this.isVisible) this.#viewer.focus();
    const unequip = await equip(this.#viewer, this.#link, this.#equipment);
    if (this.isDisposed) unequip();
    else this.#unequip = unequip;
  }

  protected override onActivateRequest(): void {
    this.#viewer?.focus();
  }

  #keep(state: ViewState): void {
    this.#wanted = state;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.changed.emit(), keepAfter);
  }
}
