import { messageOf } from "titer/errors";
import type { SessionFacts } from "titer/protocol";
import { button, element, setText } from "../viewer/dom.ts";
import type { EngineModel } from "./engineModel.ts";

/** What can be done with a session. */
export interface SessionActions {
  /** Shows it in a viewer; makes it when there is none of that name. */
  readonly open: (session: string) => void;
  readonly end: (session: string, how: "quit" | "force") => Promise<void>;
}

/** Viewers that have been silent for so long do not answer: they are asked every two seconds. */
const silentFor = 6000;

/** The viewer sessions of the engine's hub: whether their viewers answer, what waits for them; quit and force. */
export class SessionList {
  readonly node: HTMLElement;
  readonly #model: EngineModel;
  readonly #actions: SessionActions;
  readonly #list = element("ul", { class: "titer-runs", "aria-label": "Viewer sessions" });
  readonly #empty = element("p", { class: "titer-panel-empty" }, "No viewer session: steps that stream make one.");
  readonly #problem = element("p", { class: "titer-problem", role: "alert", hidden: "" });
  #shown = "";

  constructor(model: EngineModel, actions: SessionActions) {
    this.#model = model;
    this.#actions = actions;
    this.node = element("div", {}, this.#empty, this.#list, this.#problem, this.#form());
    model.changed.connect(this.#update, this);
    this.#update();
  }

  dispose(): void {
    this.#model.changed.disconnect(this.#update, this);
  }

  #update(): void {
    const sessions = this.#model.facts?.sessions ?? [];
    const key = JSON.stringify(sessions);
    if (key === this.#shown) return;
    this.#shown = key;
    const names = [...this.#list.children].map((row) => row.getAttribute("data-session"));
    this.#empty.hidden = sessions.length > 0;
    if (names.join("\n") !== sessions.map(({ session }) => session).join("\n"))
      this.#list.replaceChildren(...sessions.map((facts) => this.#row(facts)));
    sessions.forEach((facts, index) => {
      const row = this.#list.children[index] as HTMLElement; // made above, one for each
      row.dataset.state = facts.state === "open" ? "completed" : facts.state === "quitting" ? "paused" : "queued";
      setText(row.querySelector(".titer-plate-state")!, stateOf(facts));
      setText(row.querySelector(".titer-run-when")!, queueOf(facts));
    });
  }

  #form(): HTMLElement {
    const name = element("input", { "aria-label": "Name of a new session", placeholder: "name of a new session" });
    const form = element(
      "form",
      { class: "titer-session-new" },
      name,
      button("New", "New session: open it by its name", () => form.requestSubmit()),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const session = name.value.trim();
      name.value = "";
      if (session !== "") this.#actions.open(session);
    });
    return form;
  }

  #row({ session }: SessionFacts): HTMLElement {
    const act = (how: "quit" | "force") => () => {
      this.#problem.hidden = true;
      this.#actions.end(session, how).catch((thrown) => {
        setText(this.#problem, messageOf(thrown));
        this.#problem.hidden = false;
      });
    };
    return element(
      "li",
      { "data-session": session },
      element(
        "div",
        { class: "titer-run-row" },
        element("span", { class: "titer-plate-name" }, session),
        element("span", { class: "titer-plate-state" }),
        element("span", { class: "titer-run-when" }),
      ),
      element(
        "div",
        { class: "titer-plate-buttons" },
        button("Open", `Open ${session} in a viewer`, () => this.#actions.open(session)),
        button("Quit", `Quit ${session}: ask its viewers to close it`, act("quit")),
        button("Force", `Force ${session}: close it at once, with what waits in it`, act("force")),
      ),
    );
  }
}

function stateOf({ state, viewers, silentMs }: SessionFacts): string {
  if (state === "waiting") return "no viewer";
  if (state === "quitting") return "closing";
  if (silentMs !== null && silentMs > silentFor) return `silent for ${Math.round(silentMs / 1000)} s`;
  return viewers === 1 ? "answers" : `${viewers} viewers answer`;
}

function queueOf({ queued, kept, sent, skipped, port, problem }: SessionFacts): string {
  const parts = [
    `${queued} waiting`,
    `${kept} kept`,
    `${sent} sent`,
    skipped > 0 ? `${skipped} left out` : "",
    port === null ? "" : `port ${port}`,
    problem === null ? "" : problem.what,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
