import type { ITiterLink } from "../comm/link.ts";
import { button, element, setText } from "../viewer/dom.ts";

/** Whose kernel the panel uses, how it stands, and what to do when it does not. */
export class LinkBar {
  readonly node: HTMLElement;
  readonly #link: ITiterLink;
  readonly #name = element("span", { class: "titer-link-name" });
  readonly #text = element("p", { class: "titer-link-text", role: "status" });
  readonly #restart: HTMLButtonElement;

  constructor(link: ITiterLink) {
    this.#link = link;
    this.#restart = button("Restart", "Restart the kernel that the panel uses", () => {
      link.restart().catch(() => {}); // the link's state says what went wrong
    });
    const head = element(
      "div",
      { class: "titer-link-head" },
      element("span", { class: "titer-dot" }),
      this.#name,
      this.#restart,
    );
    this.node = element("div", { class: "titer-link" }, head, this.#text);
    link.stateChanged.connect(this.#update, this);
    this.#update();
  }

  dispose(): void {
    this.#link.stateChanged.disconnect(this.#update, this);
  }

  #update(): void {
    const { kind, text, todo } = this.#link.state;
    this.node.dataset.state = kind;
    setText(this.#name, this.#link.name === "" ? "No kernel yet" : `Kernel of ${this.#link.name}`);
    setText(this.#text, `${text} ${todo}`.trim());
    this.#text.hidden = text === "";
    this.#restart.hidden = kind !== "dead" && kind !== "wrong version" && kind !== "failed";
  }
}
