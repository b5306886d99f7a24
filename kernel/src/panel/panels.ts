import { TiterError } from "titer/errors";
import {
  guards,
  type PanelAnswer,
  type PanelAsk,
  type PanelEvents,
  type PanelKind,
  type PanelOpened,
  type PanelQuestion,
  type PanelReply,
  panelTarget,
  panelVersion,
} from "titer/protocol";
import type { Comm, Comms } from "../session/comms.ts";

/** What a question is answered with, and the page that asks. */
export interface PanelHandler<K extends PanelKind> {
  readonly guard: guards.Guard;
  readonly answer: (ask: PanelAsk<K>, page: PanelPage) => PanelAnswer<K> | Promise<PanelAnswer<K>>;
}

/** The handlers of some kinds. */
export type PanelHandlers<K extends PanelKind = PanelKind> = { readonly [Kind in K]: PanelHandler<Kind> };

/** A handler whose kind is not known; its guard checks what it is asked. */
interface AnyHandler {
  readonly guard: guards.Guard;
  readonly answer: (ask: never, page: PanelPage) => unknown;
}

/** A page that shows panels of this kernel. */
export interface PanelPage {
  /** Folder from which its file browser's paths count. */
  readonly root: string;
  tell<E extends keyof PanelEvents>(name: E, value: PanelEvents[E]): void;
  /** Called when the page has gone. */
  onGone(gone: () => void): void;
}

const opened = guards.fields({ version: guards.count, root: guards.string });
const question = guards.fields({ id: guards.count, kind: guards.string });

/** Answers the panels of all pages that have attached to this kernel. */
export class Panels {
  readonly #folder: string;
  readonly #handlers = new Map<string, AnyHandler>();
  readonly #pages = new Map<Comm, PanelPage>();

  /** @param folder the notebook's, absolute */
  constructor(comms: Comms, folder: string, handlers: PanelHandlers) {
    this.#folder = folder;
    for (const [kind, handler] of Object.entries<AnyHandler>(handlers)) this.#handlers.set(kind, handler);
    comms.register(panelTarget, (comm, { data }) => this.#open(comm, data));
  }

  /** Tells all pages. */
  tell<E extends keyof PanelEvents>(name: E, value: PanelEvents[E]): void {
    for (const page of this.#pages.values()) page.tell(name, value);
  }

  /** A page of another version is told ours and nothing else. */
  #open(comm: Comm, data: unknown): void {
    opened(data, "panel");
    const { version, root } = data as PanelOpened; // by the line above
    const say = (reply: PanelReply) => comm.send(reply);
    say({ kind: "welcome", version: panelVersion, folder: this.#folder });
    if (version !== panelVersion) {
      comm.close();
      return;
    }
    const gone = new Set<() => void>();
    const page: PanelPage = {
      root,
      tell: (name, value) => say({ kind: "event", name, value }),
      onGone: (handler) => gone.add(handler),
    };
    this.#pages.set(comm, page);
    comm.onMessage((message) => this.#answer(message.data, page, say));
    comm.onClose(() => {
      this.#pages.delete(comm);
      for (const handler of gone) handler();
    });
  }

  async #answer(data: unknown, page: PanelPage, say: (reply: PanelReply) => void): Promise<void> {
    question(data, "question");
    const { id, kind, ask } = data as PanelQuestion; // by the line above
    try {
      const handler = this.#handlers.get(kind);
      if (handler === undefined) throw unknownKind(kind, this.#handlers.keys());
      handler.guard(ask, kind);
      say({ kind: "answer", id, value: await handler.answer(ask as never, page) }); // its guard has let it pass
    } catch (thrown) {
      const error = TiterError.from(thrown, "PANEL_FAILED", {}, "Try again; the kernel's log says more.");
      say({ kind: "error", id, error: error.toData() });
    }
  }
}

function unknownKind(kind: string, known: Iterable<string>): TiterError {
  return new TiterError("UNKNOWN_QUESTION", {
    what: `the kernel knows no question "${kind}"`,
    todo: "Use kernel and extension of the same Titer version.",
    details: { known: [...known] },
  });
}
