import { TiterError } from "titer/errors";
import type { Capture, Output } from "../../display/capture.ts";
import type { Comm, CommExtras } from "../../session/comms.ts";

/** A widget as the kernel sees it: it can be named, restored and closed. */
export interface LiveWidget {
  readonly modelId: string;
  /** Its model and its whole state as it travels, binary members as `Uint8Array`. */
  describe(): WidgetDescription;
  close(): void;
}

/** A widget's model and state, as in the messages of the widget protocol. */
export interface WidgetDescription {
  readonly model_name: string;
  readonly model_module: string;
  readonly model_module_version: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/** What widgets need of the kernel around them. */
export interface WidgetHost {
  /** Opens a channel to the front end. */
  open(target: string, data: object, extras: CommExtras): Comm;
  /** The open widgets, by model id. */
  readonly widgets: Map<string, LiveWidget>;
  /** Whether updates of the front end are sent back to all of its clients (environment variable JUPYTER_WIDGETS_ECHO). */
  readonly echo: boolean;
  /** Runs code and collects what it shows instead of showing it; `changed` gets all of it so far. */
  capture<T>(capture: Capture, run: () => T | Promise<T>): Promise<T>;
  /** Shows a value in the cell that runs now, once: as the last value of the cell it is not shown again. */
  show(value: object): void;
  /** Makes the cell that runs now wait for something. */
  await(work: Promise<void>): void;
  /** Shows a value where outputs of the running code go. */
  display(value: unknown): void;
  /** An error as a cell shows it. */
  errorOutput(error: unknown): Output;
}

const hostKey = Symbol.for("titer.widgetHost");

/**
 * The kernel around this process.
 *
 * @throws TiterError `NO_NOTEBOOK` outside of one
 */
export function widgetHost(): WidgetHost {
  const host = (globalThis as { [hostKey]?: WidgetHost })[hostKey];
  if (host) return host;
  throw new TiterError("NO_NOTEBOOK", {
    what: "widgets need a notebook around them",
    todo: "Run this in a cell of a notebook with the Titer kernel.",
  });
}

/** Says that this process is a kernel. */
export function setWidgetHost(host: WidgetHost): void {
  (globalThis as { [hostKey]?: WidgetHost })[hostKey] = host;
}
