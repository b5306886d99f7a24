import type { TiterError } from "titer/errors";
import { button, element, setText } from "../dom.ts";
import type { LinkState } from "../pixels/hubLink.ts";

/** What a viewer has to say instead of an image. */
export interface Said {
  readonly text: string;
  /** Whether something is wrong, or only awaited. */
  readonly wrong: boolean;
  /** Whether the reader may want to try again at once. */
  readonly again: boolean;
}

/** A message over the image, with what to do. */
export class Notice {
  readonly node: HTMLElement;
  readonly #text = element("span");
  readonly #again: HTMLButtonElement;

  /** @param again - tries again what went wrong */
  constructor(again: () => void) {
    this.#again = button("Try again", "Try again now", again);
    this.node = element("div", { class: "titer-viewer-notice", role: "status" }, this.#text, this.#again);
    this.node.hidden = true;
  }

  /** @param said - null when all is well */
  show(said: Said | null): void {
    this.node.hidden = said === null;
    this.node.dataset.wrong = String(said?.wrong ?? false);
    this.#again.hidden = !said?.again;
    setText(this.#text, said?.text ?? "");
  }
}

/** An error as a message. */
export function saidOf(error: TiterError, again: boolean): Said {
  return { text: error.message, wrong: true, again };
}

/** What is said of the line to the hub. @param isOpen - whether there is something to see already */
export function saidOfLine(state: LinkState, isOpen: boolean): Said | null {
  if (state.kind === "open" || (state.kind === "connecting" && isOpen)) return null;
  if (state.kind === "connecting")
    return { text: state.note || "Connecting to the engine.", wrong: false, again: false };
  const again = state.retries ? " It is tried again by itself." : "";
  return { text: `${state.error.message}${again}`, wrong: true, again: true };
}

/** The line to the hub in few words. */
export function lineWords(state: LinkState, goesOn: boolean): string {
  const words = state.kind === "open" ? state.transport : state.kind === "lost" ? "not connected" : "connecting";
  return goesOn ? `${words} · run goes on` : words;
}

export const noWebGl: Said = {
  text: "This browser has no WebGL2, which images are drawn with. Turn on hardware acceleration, or use another browser.",
  wrong: true,
  again: false,
};
