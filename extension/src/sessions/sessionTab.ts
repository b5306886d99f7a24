import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { Signal } from "@lumino/signaling";
import { Widget } from "@lumino/widgets";
import type { Painter } from "../viewer/draw/painter.ts";
import type { Connect } from "../viewer/pixels/hubLink.ts";
import { HubLink } from "../viewer/pixels/hubLink.ts";
import type { SessionView, SessionViewState } from "./sessionView.ts";

/** How long a view must stay as it is until it is kept for a reload; in milliseconds. */
const keepAfter = 300;

/** A viewer session as a tab; it closes when somebody quits the session. */
export class SessionTab extends Widget {
  /** The view has changed: {@link state} opens it as it is now. */
  readonly changed: Signal<this, void> = new Signal<this, void>(this);
  readonly session: string;
  readonly #link: HubLink;
  readonly #painter: Painter;
  #state: SessionViewState | undefined;
  #view: SessionView | null = null;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(session: string, connect: Connect, painter: Painter, state: SessionViewState | undefined) {
    super();
    this.session = session;
    this.#link = new HubLink(connect);
    this.#painter = painter;
    this.#state = state;
    this.id = `titer-session-${session}`;
    this.addClass("titer-output");
    this.addClass("titer-view-tab");
    this.title.label = session;
    this.title.closable = true;
  }

  /** What opens the same view again, as plain data. */
  get state(): ReadonlyPartialJSONObject {
    return { session: this.session, ...(this.#state ? { state: this.#state as never } : {}) };
  }

  /** The kernel may have changed. */
  reconnect(): void {
    this.#link.retry();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    clearTimeout(this.#keeping);
    this.#view?.dispose();
    this.#link.dispose();
    super.dispose();
  }

  protected override async onAfterAttach(): Promise<void> {
    const { SessionView } = await import("./sessionView.ts");
    if (this.isDisposed || this.#view) return;
    this.#view = new SessionView(this.session, this.#link, this.#painter, this.#state);
    this.#view.quit.listen(() => this.dispose());
    this.#view.changed.listen((state) => this.#keep(state));
    this.node.append(this.#view.node);
  }

  #keep(state: SessionViewState): void {
    this.#state = state;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.changed.emit(), keepAfter);
  }
}
