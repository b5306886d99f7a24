import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { WidgetTracker } from "@jupyterlab/apputils";
import { Painter } from "../viewer/draw/painter.ts";
import { hubOfKernel } from "../views/kernelHub.ts";
import { sessionKernel } from "../views/sessionKernel.ts";
import { SessionTab } from "./sessionTab.ts";
import type { SessionViewState } from "./sessionView.ts";

/** Opens a viewer session: `{ session: "napari:5555" }`; with the `state` of an earlier view as that was. */
export const sessionCommand = "titer:session";

/** Viewer sessions as tabs, which come back with the same view when the page is reloaded. */
export const sessionsPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:sessions",
  description: "Shows the viewer sessions of the engine.",
  autoStart: true,
  optional: [ILayoutRestorer],
  activate: (app: JupyterFrontEnd, restorer: ILayoutRestorer | null) => {
    const { shell, commands, serviceManager } = app;
    const painter = new Painter();
    const base = serviceManager.serverSettings.baseUrl;
    const tabs = new WidgetTracker<SessionTab>({ namespace: "titer-session" });
    commands.addCommand(sessionCommand, {
      label: "Titer Viewer Session",
      caption: "Show a viewer session",
      execute: ({ session, state, activate = true }) => {
        if (typeof session !== "string" || session === "") throw new Error("titer:session wants { session: a name }.");
        const there = tabs.find((tab) => tab.session === session);
        if (there) return shell.activateById(there.id);
        const kernel = sessionKernel(app, undefined, () => tab.reconnect());
        const known = state as unknown as SessionViewState | undefined; // of our own restorer
        const tab = new SessionTab(session, hubOfKernel(kernel.now, base), painter, known);
        tab.disposed.connect(() => kernel.dispose());
        tab.changed.connect(() => void tabs.save(tab));
        void tabs.add(tab);
        shell.add(tab, "main", { mode: "split-right" });
        if (activate) shell.activateById(tab.id);
      },
    });
    if (restorer === null) return;
    void restorer.restore(tabs, {
      command: sessionCommand,
      args: (tab) => ({ ...tab.state, activate: false }),
      name: ({ session }) => session,
    });
  },
};
