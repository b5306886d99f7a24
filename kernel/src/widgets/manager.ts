import { TiterError } from "titer/errors";
import { bundleOf } from "../display/bundle.ts";
import type { Outputs } from "../display/outputs.ts";
import type { Content } from "../messages/message.ts";
import type { Comm, CommMessage, Comms } from "../session/comms.ts";
import { joinBuffers, splitBuffers } from "./core/buffers.ts";
import { type LiveWidget, setWidgetHost, type WidgetHost } from "./core/host.ts";

/** What the manager needs of the kernel. */
export interface WidgetServices {
  readonly comms: Comms;
  readonly outputs: Outputs;
  /** Content of an `error` message. */
  readonly errorContent: (error: unknown) => Content;
}

const noes = ["no", "n", "false", "off", "0", "0.0"];

/**
 * Makes widgets possible in this process: cells find the host, a reloaded page gets the states of all open widgets, and the
 * widgets that a page makes by itself are taken over.
 */
export function hostWidgets({ comms, outputs, errorContent }: WidgetServices): void {
  const show = (value: unknown): void => {
    outputs.making(bundleOf(value).then((bundle) => outputs.display(bundle, {}) ?? {}));
  };
  const host: WidgetHost = {
    open: (target, data, extras) => comms.open(target, data, extras),
    widgets: new Map(),
    echo: !noes.includes((process.env.JUPYTER_WIDGETS_ECHO ?? "yes").toLowerCase()),
    capture: (capture, run) => outputs.captured(capture, run),
    show: (value) => {
      show(value);
      outputs.markShown(value);
    },
    await: (work) => {
      outputs.making(work.then(() => ({})));
    },
    display: show,
    errorOutput: (error) => ({ ...errorContent(error), output_type: "error" }),
  };
  setWidgetHost(host);
  comms.register("jupyter.widget.control", (comm, opened) => {
    checkVersion("widget control", opened, "1");
    comm.onMessage(({ data }) => answerControl(comm, data, host.widgets.values()));
  });
  comms.register("jupyter.widget", async (comm, opened) => {
    checkVersion("widget", opened, "2");
    // Loaded when it is needed: few notebooks have widgets that the page makes.
    const { ControllerAxis, ControllerButton } = await import("./controls/controller.ts");
    const { data, buffers } = opened;
    const sent = joinBuffers((data.state ?? {}) as Content, data.buffer_paths, buffers);
    const made = [ControllerAxis, ControllerButton].find(({ model }) => model.model.name === sent._model_name);
    if (made) made.adopt(comm, sent);
    else refuse(comm, sent._model_name);
  });
}

/** Answers `request_states`: all open widgets, so that a page can show them again. */
function answerControl(comm: Comm, data: Content, widgets: Iterable<LiveWidget>): void {
  if (data.method !== "request_states") {
    throw new TiterError("UNKNOWN_WIDGET_METHOD", {
      what: `a control message of the front end has the unknown method ${JSON.stringify(data.method)}`,
      todo: "The only method is request_states.",
    });
  }
  const states = Object.fromEntries([...widgets].map((widget) => [widget.modelId, widget.describe()]));
  const { state, bufferPaths, buffers } = splitBuffers(states);
  comm.send({ method: "update_states", states: state, buffer_paths: bufferPaths }, { buffers });
}

function checkVersion(what: string, { metadata }: CommMessage, major: string): void {
  const version = String(metadata.version ?? "");
  if (version.split(".")[0] === major) return;
  throw new TiterError("WIDGET_PROTOCOL", {
    what: `the front end speaks version "${version}" of the ${what} protocol`,
    todo: `Use a front end with version ${major}: JupyterLab 4 with jupyterlab_widgets 3.`,
  });
}

function refuse(comm: Comm, model: unknown): never {
  comm.close();
  throw new TiterError("UNKNOWN_WIDGET", {
    what: `the front end made a widget of the model ${JSON.stringify(model)}, which the kernel does not know`,
    todo: "Make it in a cell.",
  });
}
