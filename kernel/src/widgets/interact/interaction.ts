import { Capture } from "../../display/capture.ts";
import { VBox } from "../controls/boxes.ts";
import { Button } from "../controls/button.ts";
import { Output } from "../controls/output.ts";
import { widgetHost } from "../core/host.ts";
import { WidgetBase } from "../core/widget.ts";
import type { AnyWidget } from "../core/widgetClass.ts";
import type { Control } from "./abbreviation.ts";

/** How an interaction runs. */
export interface InteractionOptions {
  /** Runs on a click instead of with every change. */
  readonly manual?: boolean;
}

/** Milliseconds in which a run may finish before the result of the last one is replaced by what there is so far. */
const quiet = 150;

/**
 * Controls and what a function makes of their values, below each other.
 *
 * One run goes on at a time. Changes during a run are answered by one run with the newest values after it, and meanwhile the
 * page holds further changes back.
 */
export type Interaction<V extends object> = VBox & {
  /** The controls by name. */
  readonly controls: Readonly<Record<string, Control>>;
  readonly output: Output;
  /** The values that the next run gets. */
  readonly values: V;
  /** Runs now; resolves when what it shows is there. Errors are shown, not thrown. */
  update(): Promise<void>;
};

/** Makes an interaction; it runs once at the beginning, and its cell waits for that, unless it is manual. */
export function interaction<V extends object>(
  run: (values: V) => unknown,
  controls: Readonly<Record<string, Control>>,
  constants: Readonly<Record<string, unknown>>,
  { manual = false }: InteractionOptions,
): Interaction<V> {
  const output = new Output();
  const state: { running: Promise<void> | undefined; again: boolean } = { running: undefined, again: false };
  const values = (): V => {
    const read = Object.entries(controls).map(([name, control]) => [name, control.value]);
    return { ...constants, ...Object.fromEntries(read) } as V; // one value per control
  };
  const runs = async (): Promise<void> => {
    do {
      state.again = false;
      await runInto(output, () => run(values()));
    } while (state.again);
  };
  const update = (): Promise<void> => {
    state.again = state.running !== undefined;
    state.running ??= runs().finally(() => {
      state.running = undefined;
    });
    return state.running;
  };
  const parts: AnyWidget[] = Object.values(controls);
  if (manual) parts.push(runButton(update));
  else for (const control of Object.values(controls)) observeValue(control, update);
  const box = new VBox({ children: [...parts, output], classes: ["widget-interact"] });
  if (!manual) widgetHost().await(update());
  const rest = { controls, output, update };
  return Object.defineProperty(Object.assign(box, rest), "values", { get: values }) as unknown as Interaction<V>;
}

/** Replaces what an output shows by what a run shows and gives. */
async function runInto(output: Output, run: () => unknown): Promise<void> {
  const host = widgetHost();
  let shown = false;
  const capture = new Capture((outputs) => {
    shown = true;
    output.set({ outputs });
  }, quiet);
  try {
    await host.capture(capture, async () => {
      const result = await run();
      if (result !== undefined && result !== null) host.display(result);
    });
  } catch (error) {
    capture.add(host.errorOutput(error));
    capture.flush();
  }
  if (!shown) output.set({ outputs: [] });
}

function runButton(update: () => Promise<void>): Button {
  const button = new Button({ description: "Run" });
  button.onClick(async () => {
    button.disabled = true;
    await update();
    button.disabled = false;
  });
  return button;
}

function observeValue(control: Control, update: () => Promise<void>): void {
  if (control instanceof WidgetBase) control.observe(update, "value");
}
