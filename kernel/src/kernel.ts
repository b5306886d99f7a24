import { setDisplayHost } from "titer/protocol";
import { serveChecks } from "./assist/check.ts";
import type { Interrupts } from "./cell/interrupt.ts";
import { Notebook } from "./cell/notebook.ts";
import { Traces } from "./cell/trace.ts";
import { ConfigCells } from "./config/configCells.ts";
import { configHandlers } from "./config/handlers.ts";
import { openBridge } from "./debugger/bridge.ts";
import { showPromisesPlainly } from "./display/bundle.ts";
import { cellGlobals } from "./display/globals.ts";
import { Outputs } from "./display/outputs.ts";
import { Editors } from "./editor/editors.ts";
import { FunctionTable } from "./editor/functionTable.ts";
import { editorHandlers } from "./editor/handlers.ts";
import { setEditorHost } from "./editor/host.ts";
import { Previews } from "./editor/previews.ts";
import { Variables } from "./editor/variables.ts";
import { engineHandlers } from "./panel/engine.ts";
import { Panels } from "./panel/panels.ts";
import { plateHandlers } from "./panel/plates.ts";
import { Builtins } from "./session/builtins.ts";
import { Comms } from "./session/comms.ts";
import { Executor } from "./session/executor.ts";
import { FollowedRuns } from "./session/followedRuns.ts";
import { serveHub } from "./session/hubComm.ts";
import { keepHeapSmall } from "./session/memory.ts";
import { guardProcess } from "./session/processGuard.ts";
import { Session } from "./session/session.ts";
import { Stdin } from "./session/stdin.ts";
import { hostWidgets } from "./widgets/manager.ts";
import type { SocketConnection } from "./wire/socketConnection.ts";

/**
 * Starts to answer requests: sockets in their thread, cells here. Takes over the process's streams, signals and uncaught
 * errors, so it is called once, from `main.ts`.
 *
 * @param folder the notebook's folder, absolute
 */
export function startKernel(sockets: SocketConnection, interrupts: Interrupts, folder: string): void {
  const traces = new Traces();
  const outputs = new Outputs((message) => sockets.publish(message));
  const comms = new Comms(outputs);
  const stdin = new Stdin(outputs, sockets);
  const notebook = new Notebook(folder, interrupts, traces);
  const configs = new ConfigCells(folder);
  serveChecks(comms, notebook, configs);
  const builtins = new Builtins();
  const executor = new Executor({ notebook, outputs, interrupts, traces, configs, builtins });
  const session = new Session({ notebook, executor, outputs, comms, stdin, configs, traces }, sockets);

  traces.install();
  showPromisesPlainly();
  outputs.captureStreams();
  guardProcess(traces);
  Object.assign(
    globalThis,
    cellGlobals({ outputs, comms, input: (prompt = "", options = {}) => stdin.ask(prompt, options.password ?? false) }),
  );
  hostWidgets({ comms, outputs, errorContent: (error) => executor.errorContent(error) });
  const runs = new FollowedRuns(comms);
  setDisplayHost({
    display: (bundle, options) => {
      runs.shown(bundle);
      outputs.display(bundle, options);
    },
  });

  serveHub(comms);
  const variables = new Variables(() => notebook.values as Readonly<Record<string, unknown>>);
  const functions = new FunctionTable(variables);
  const editors = new Editors(functions, variables);
  setEditorHost(editors);
  new Previews(comms, editors, variables);
  const code = { editors, variables, parts: () => configs.scopes.parts() };
  const panels = new Panels(comms, folder, {
    ...engineHandlers(),
    ...plateHandlers(notebook.values),
    ...configHandlers(configs),
    ...editorHandlers(code, functions),
  });
  configs.scopes.onChange(() => panels.tell("config.changed", { parts: configs.scopes.parts() }));
  editors.onChange((state) => panels.tell("editor.changed", state));
  openBridge(notebook);
  notebook.warm();
  keepHeapSmall();
  sockets.serve(
    (channel, message) => session.handle(channel, message),
    (subshell) => session.subshellDeleted(subshell),
  );
}
