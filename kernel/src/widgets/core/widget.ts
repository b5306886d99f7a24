import { AsyncResource } from "node:async_hooks";
import { inspect } from "node:util";
import { TiterError } from "titer/errors";
import { Displayed, type MimeBundle } from "titer/protocol";
import type { Comm, CommMessage } from "../../session/comms.ts";
import { joinBuffers, splitBuffers } from "./buffers.ts";
import { type LiveWidget, type WidgetDescription, widgetHost } from "./host.ts";
import { type Model, wireName } from "./model.ts";
import { echoOf, fromWire, WidgetState, type WireState } from "./state.ts";

/** A change of one trait. */
export interface Change<S extends object, K extends keyof S = keyof S> {
  readonly name: K;
  readonly old: S[K];
  readonly new: S[K];
  readonly owner: WidgetBase<S>;
}

/** Called after a change; what it returns is awaited before the front end hears that the kernel is done. */
export type Observer<S extends object, K extends keyof S = keyof S> = (change: Change<S, K>) => unknown;

/** What a widget is made with; other widgets, such as layout and style, also as objects of what differs from the default. */
export type Init<S> = {
  readonly [K in keyof S]?: S[K] extends WidgetBase<infer T extends object> ? S[K] | Init<T> : S[K];
};

const viewMime = "application/vnd.jupyter.widget-view+json";
const protocolVersion = "2.1.0";

/**
 * What all widgets have. Traits are properties: reading one gives its value, assigning checks, keeps and sends it.
 *
 * A widget lives until it is closed. Handlers run on behalf of the cell that registered them, so what they print appears there.
 */
export class WidgetBase<S extends object> extends Displayed implements LiveWidget {
  readonly modelId: string;
  readonly #model: Model<S>;
  readonly #state: WidgetState<S>;
  readonly #comm: Comm;
  readonly #observers = new Map<
    Observer<S, never>,
    { readonly names: ReadonlySet<keyof S>; readonly run: Observer<S> }
  >();
  readonly #listeners = new Map<MessageListener, MessageListener>();
  #open = true;

  /**
   * @param comm the channel, when the front end made the widget
   * @throws TiterError `UNKNOWN_TRAIT`, `BAD_TRAIT`, `NO_NOTEBOOK`
   */
  constructor(model: Model<S>, given: Readonly<Record<string, unknown>>, comm?: Comm) {
    super();
    const host = widgetHost();
    this.#model = model;
    this.#state = new WidgetState(model, given);
    this.#comm = comm ?? this.#openComm();
    this.modelId = this.#comm.id;
    host.widgets.set(this.modelId, this);
    this.#comm.onMessage((message) => this.#received(message));
    this.#comm.onClose(() => this.#forget());
  }

  /**
   * Sets several traits at once, which is the way to change values that depend on each other. Sent as one message.
   *
   * @throws TiterError `UNKNOWN_TRAIT`, `BAD_TRAIT`; then nothing has changed
   */
  set(values: Init<S>): void {
    for (const result of this.#apply(this.#state.read(values as Readonly<Record<string, unknown>>), {})) void result;
  }

  /** Calls a handler after each change of these traits (of all when none is named). Gives what takes the handler away again. */
  observe<K extends keyof S>(handler: Observer<S, K>, ...names: readonly K[]): () => void {
    const run = AsyncResource.bind(handler as unknown as Observer<S>); // called for its own names only
    this.#observers.set(handler as Observer<S, never>, { names: new Set(names), run });
    return () => this.unobserve(handler);
  }

  /** Takes a handler away; one that is not there is ignored. */
  unobserve<K extends keyof S>(handler: Observer<S, K>): void {
    this.#observers.delete(handler as Observer<S, never>);
  }

  /** Sends a message of the widget's own kind to its views. Throws `COMM_CLOSED` on a closed widget. */
  send(content: object, buffers: readonly Uint8Array[] = []): void {
    this.#comm.send({ method: "custom", content }, { buffers });
  }

  /** Calls a listener for each message of the views. Gives what takes it away again. */
  onMessage(listener: MessageListener): () => void {
    this.#listeners.set(listener, AsyncResource.bind(listener));
    return () => this.#listeners.delete(listener);
  }

  /** Removes the widget from the page. A second time does nothing; its values can still be read. */
  close(): void {
    if (!this.#open) return;
    this.#forget();
    this.#comm.close();
  }

  /** A trait's name in messages; undefined for what stays in the kernel. Throws `UNKNOWN_TRAIT`. */
  wireName(name: keyof S & string): string | undefined {
    this.#state.read({ [name]: this.#state.get(name) });
    return wireName(name, this.#model.traits[name]) ?? undefined;
  }

  describe(): WidgetDescription {
    const { name, module, version } = this.#model.model;
    return { model_name: name, model_module: module, model_module_version: version, state: this.#wholeState() };
  }

  toBundle(): MimeBundle {
    const plain = { "text/plain": this.toString() };
    if (this.#model.view === null) return plain;
    return { ...plain, [viewMime]: { version_major: 2, version_minor: 0, model_id: this.modelId } };
  }

  /** The class and the values that differ from the defaults: `IntSlider(value=5, max=10)`. */
  override toString(): string {
    const names = Object.keys(this.#model.traits) as (keyof S & string)[];
    const shown = names.flatMap((name) => {
      const value = this.#state.get(name);
      if (value instanceof WidgetBase) return [];
      const text = brief(value);
      return text === brief(this.#model.traits[name].initial()) ? [] : [`${name}=${text}`];
    });
    return `${this.#model.name}(${shown.join(", ")})`;
  }

  /** The value of a trait; what the properties of the classes answer with. */
  protected traitValue<K extends keyof S>(name: K): S[K] {
    return this.#state.get(name);
  }

  #openComm(): Comm {
    const { state, bufferPaths, buffers } = splitBuffers(this.#wholeState());
    const metadata = { version: protocolVersion };
    return widgetHost().open("jupyter.widget", { state, buffer_paths: bufferPaths }, { metadata, buffers });
  }

  #wholeState(): WireState {
    const { model, view } = this.#model;
    return {
      ...this.#state.wire(),
      _model_module: model.module,
      _model_module_version: model.version,
      _model_name: model.name,
      _view_module: view?.module ?? null,
      _view_module_version: view?.version ?? "",
      _view_name: view?.name ?? null,
      _view_count: null,
    };
  }

  #forget(): void {
    this.#open = false;
    widgetHost().widgets.delete(this.modelId);
  }

  async #received({ data, buffers }: CommMessage): Promise<void> {
    switch (data.method) {
      case "update": {
        const state = (typeof data.state === "object" && data.state !== null ? data.state : {}) as WireState;
        await Promise.all(this.#update(joinBuffers(state, data.buffer_paths, buffers)));
        return;
      }
      case "request_state":
        return this.#send("update", this.#wholeState());
      case "custom":
        await Promise.all([...this.#listeners.values()].map((listen) => listen(data.content, buffers)));
        return;
      default:
        throw new TiterError("UNKNOWN_WIDGET_METHOD", {
          what: `a message of the front end has the unknown method ${JSON.stringify(data.method)}`,
          where: { field: this.#model.name },
          todo: "The methods are update, request_state and custom.",
        });
    }
  }

  /** Takes what the front end sent; a value that is not possible is answered with the one that is kept. */
  #update(sent: WireState): unknown[] {
    if (widgetHost().echo) {
      const echo = echoOf(this.#model, sent);
      if (Object.keys(echo).length > 0) this.#send("echo_update", echo);
    }
    const given = fromWire(this.#model, sent);
    try {
      return this.#apply(this.#state.read(given), sent);
    } catch (error) {
      this.#send("update", this.#state.wire(Object.keys(given) as (keyof S)[]));
      throw error;
    }
  }

  /** Keeps values, sends what the front end does not know already, calls the observers and gives their results. */
  #apply(checked: Partial<S>, sent: WireState): unknown[] {
    const changed = this.#state.apply(checked);
    const news = new Set([...changed.keys(), ...(Object.keys(checked) as (keyof S)[])]);
    const unsent = [...news].filter(
      (name) => !this.#state.isAsSent(name, sent) && (changed.has(name) || isGiven(sent)),
    );
    if (unsent.length > 0) this.#send("update", this.#state.wire(unsent));
    return [...changed].flatMap(([name, old]) => {
      const change = { name, old, new: this.#state.get(name), owner: this };
      const called = [...this.#observers.values()].filter(({ names }) => names.size === 0 || names.has(name));
      return called.map(({ run }) => run(change));
    });
  }

  #send(method: "update" | "echo_update", state: WireState): void {
    if (!this.#open) return;
    const split = splitBuffers(state);
    this.#comm.send({ method, state: split.state, buffer_paths: split.bufferPaths }, { buffers: split.buffers });
  }
}

Object.defineProperty(WidgetBase.prototype, inspect.custom, {
  value(this: WidgetBase<object>) {
    return this.toString();
  },
});

/** A value in a few words; images and other values of classes say themselves what they are. */
function brief(value: unknown): string {
  const named = typeof value === "object" && value !== null && Object.hasOwn(value.constructor.prototype, "toString");
  const own = named && !ArrayBuffer.isView(value) && !Array.isArray(value) && value.constructor !== Object;
  const options = { depth: 1, maxArrayLength: 6, maxStringLength: 60, breakLength: Number.POSITIVE_INFINITY };
  const text = own ? String(value) : inspect(value, options);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

/** Called with the content and the binary parts of a message of a view. */
export type MessageListener = (content: unknown, buffers: readonly Uint8Array[]) => unknown;

function isGiven(sent: WireState): boolean {
  return Object.keys(sent).length > 0;
}
