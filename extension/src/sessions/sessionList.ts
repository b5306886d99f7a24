import type { SessionFacts } from "titer/stream";
import { button, element, setText } from "../viewer/dom.ts";
import type { HubLink } from "../viewer/pixels/hubLink.ts";
import { stateOf } from "./sessionState.ts";

/** How often the hub is asked for its sessions, in milliseconds. */
const askEvery = 1500;

/** The viewer sessions of the engine: how each stands, and what can be done with it. It asks the hub while it is on the page. */
export class SessionList {
  readonly node: HTMLElement;
  readonly #link: HubLink;
  readonly #open: (session: string) => void;
  readonly #rows = new Map<string, HTMLTableRowElement>();
  readonly #body = element("tbody");
  readonly #name = element("input", { "aria-label": "Name of a new session", placeholder: "name" });
  readonly #status = element("output", { class: "titer-sessions-status" });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** @param open - shows a session in a viewer */
  constructor(link: HubLink, open: (session: string) => void) {
    this.#link = link;
    this.#open = open;
    const heads = ["Session", "State", "Layers", "Images", "", ""].map((text) =>
      text === "" ? element("td") : element("th", { scope: "col" }, text),
    );
    const table = element(
      "table",
      { class: "titer-sessions" },
      element("thead", {}, element("tr", {}, ...heads)),
      this.#body,
    );
    const form = element(
      "form",
      { class: "titer-session-new" },
      this.#name,
      element("button", { class: "titer-button" }, "New session"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = this.#name.value.trim();
      if (name === "") return;
      this.#name.value = "";
      open(name);
      void this.ask();
    });
    this.node = element(
      "section",
      { class: "titer-session-list", "aria-label": "Viewer sessions" },
      table,
      this.#status,
      form,
    );
    void this.ask();
  }

  /** Asks for the sessions now, and again and again from then on. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const client = await this.#link.client();
      this.#show(await client.sessions());
      if (this.#rows.size > 0) setText(this.#status, "");
      else
        setText(this.#status, "No sessions. Steps with a streaming configuration make them, or give one a name here.");
    } catch (thrown) {
      setText(this.#status, thrown instanceof Error ? thrown.message : String(thrown));
    }
    if (this.#disposed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), askEvery);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #show(sessions: readonly SessionFacts[]): void {
    for (const [name, row] of this.#rows) {
      if (sessions.some(({ session }) => session === name)) continue;
      row.remove();
      this.#rows.delete(name);
    }
    for (const facts of sessions) {
      const row = this.#rows.get(facts.session) ?? this.#row(facts.session);
      const { kind, text } = stateOf(facts);
      const [, state, layers, images] = [...row.children];
      row.dataset.state = kind;
      setText(state!.lastElementChild!, text);
      setText(layers!, String(facts.layers));
      setText(images!, String(facts.kept));
    }
  }

  #row(session: string): HTMLTableRowElement {
    const end = (how: "quit" | "force") => () => void this.#end(session, how);
    const state = element("td", {}, element("span", { class: "titer-session-dot" }), " ", element("span"));
    const row = element(
      "tr",
      {},
      element("th", { scope: "row" }, session),
      ...[state, element("td", { class: "titer-number" }), element("td", { class: "titer-number" })],
      element(
        "td",
        {},
        button("Open", `Open ${session} in a viewer`, () => this.#open(session)),
      ),
      element(
        "td",
        { class: "titer-session-ends" },
        button("Quit", `Quit ${session}: its viewers are asked to close it`, end("quit")),
        button("Force", `Force ${session} to close at once, with the images that wait in it`, end("force")),
      ),
    );
    this.#rows.set(session, row);
    this.#body.append(row);
    return row;
  }

  async #end(session: string, how: "quit" | "force"): Promise<void> {
    try {
      await (await this.#link.client()).endSession(session, how);
    } catch (thrown) {
      setText(this.#status, thrown instanceof Error ? thrown.message : String(thrown));
    }
    await this.ask();
  }
}
