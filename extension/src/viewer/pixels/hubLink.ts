import { TiterError } from "titer/errors";
import type { HubClient } from "titer/stream";
import { Signal } from "../signal.ts";

/** How the line to the hub is. */
export type LinkState =
  | { readonly kind: "connecting"; readonly note: string }
  | { readonly kind: "open"; readonly transport: string }
  /** It is tried again by itself, unless `retries` is false. */
  | { readonly kind: "lost"; readonly error: TiterError; readonly retries: boolean };

/** Opens a line; may say what it waits for meanwhile. */
export type Connect = (note: (text: string) => void) => Promise<HubClient>;

const firstPause = 500;
const longestPause = 8000;

/** What trying again does not cure. */
const final = new Set(["STREAM_VERSION"]);

/**
 * A line to the hub that is opened when it is first needed, and again whenever it was lost: after half a second, then after
 * twice as long each time. Those who wait for a line get the next one.
 */
export class HubLink {
  readonly changed: Signal<LinkState> = new Signal();
  readonly #connect: Connect;
  #client: Promise<HubClient> | null = null;
  #state: LinkState = { kind: "connecting", note: "" };
  #pause: number = firstPause;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** The line; rejects when it can't be opened now. */
  client(): Promise<HubClient> {
    this.#client ??= this.#open();
    return this.#client;
  }

  /** Tries again at once. */
  retry(): void {
    if (this.#disposed || this.#state.kind !== "lost") return;
    clearTimeout(this.#timer);
    this.#client = this.#open();
    this.#client.catch(() => {}); // shown as the state
  }

  /** Ends the line for good. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#client?.then(
      (client) => client.close(),
      () => {},
    );
  }

  async #open(): Promise<HubClient> {
    this.#tell({ kind: "connecting", note: "" });
    try {
      const client = await this.#connect((note) => this.#tell({ kind: "connecting", note }));
      if (this.#disposed) client.close();
      this.#pause = firstPause;
      this.#tell({ kind: "open", transport: client.transport });
      client.lost.then((error) => this.#lose(error));
      return client;
    } catch (thrown) {
      const error = TiterError.from(thrown, "STREAM_UNREACHABLE", {}, "Run a cell of the notebook, then try again.");
      this.#lose(error);
      throw error;
    }
  }

  #lose(error: TiterError): void {
    if (this.#disposed) return;
    this.#client = null;
    const retries = !final.has(error.code);
    this.#tell({ kind: "lost", error, retries });
    if (!retries) return;
    this.#timer = setTimeout(() => this.retry(), this.#pause);
    this.#pause = Math.min(longestPause, 2 * this.#pause);
  }

  #tell(state: LinkState): void {
    this.#state = state;
    this.changed.emit(state);
  }
}
