import { Capture, type Output as CellOutput } from "../../display/capture.ts";
import { widgetHost } from "../core/host.ts";
import { controlsClass, type Model } from "../core/model.ts";
import { Expected, listOf, type Trait, text } from "../core/trait.ts";
import type { Init } from "../core/widget.ts";
import { type Widget, widgetClass } from "../core/widgetClass.ts";
import { type ShownState, shown } from "./common.ts";

export interface OutputState extends ShownState {
  /** What is shown, as a notebook file holds outputs (nbformat 4). */
  outputs: readonly CellOutput[];
  /** The request whose messages the page itself collects, or "": {@link Output} collects in the kernel instead. */
  msgId: string;
}

const cellOutput: Trait<CellOutput> = {
  initial: () => ({ output_type: "stream", name: "stdout", text: "" }),
  read: (given) => {
    if (typeof (given as Partial<CellOutput> | null)?.output_type === "string") return given as CellOutput;
    throw new Expected("outputs of nbformat 4");
  },
};

const PlainOutput = widgetClass<OutputState>({
  name: "Output",
  model: controlsClass("OutputModel", "@jupyter-widgets/output", "1.0.0"),
  view: controlsClass("OutputView", "@jupyter-widgets/output", "1.0.0"),
  traits: { ...shown, outputs: listOf(cellOutput), msgId: text() },
});

class CapturingOutput extends PlainOutput {
  readonly #capture = new Capture((outputs) => this.set({ outputs }));

  capture<T>(run: () => T | Promise<T>): Promise<T> {
    return widgetHost().capture(this.#capture, run);
  }

  showError(error: unknown): void {
    this.#capture.add(widgetHost().errorOutput(error));
  }

  clear(wait = false): void {
    this.#capture.clear(wait);
  }
}

/** A place on the page for what code prints and displays. */
export type Output = Widget<OutputState> & {
  /**
   * Runs code and shows here what it prints and displays, also later from its timers; several at once do not mix with the
   * outputs of others. Gives what the code gives, and rejects with its error.
   */
  capture<T>(run: () => T | Promise<T>): Promise<T>;
  /** Shows an error as a cell would. */
  showError(error: unknown): void;
  /** Removes what is shown; with `wait`, when the next output comes. */
  clear(wait?: boolean): void;
};
export const Output: { new (given?: Init<OutputState>): Output; readonly model: Model<OutputState> } = CapturingOutput;
