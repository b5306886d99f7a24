import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { WidgetTracker } from "@jupyterlab/apputils";
import { Painter } from "../viewer/draw/painter.ts";
import { hubOfKernel } from "../views/kernelHub.ts";
import { sessionKernel } from "../views/sessionKernel.ts";
import { SessionListTab, SessionTab } from "./sessionTabs.ts";
import type { SessionViewState } from "./sessionView.ts";

/** Opens the list of viewer sessions. */
export const sessionsCommand = "titer:sessions";

/** Opens a viewer session: `{ session: "napari:5555" }`; with the `state` of an earlier view as that was. */
export const sessionCommand = "titer:session";

/** Viewer sessions: their list, and a tab for each that is open; tabs come back with the same view when the page is reloaded. */
export const sessionsPlugin: JupyterFrontEndPlugin<void> = {
  id: "@titer/jupyterlab:sessions",
  description: "Lists and shows the viewer sessions of the engine.",
  autoStart: true,
  optional: [ILayoutRestorer],
  activate: (app: JupyterFrontEnd, restorer: ILayoutRestorer | null) => {
    const { shell, commands, serviceManager } = app;
    const painter = new Painter();
    const base = serviceManager.serverSettings.baseUrl;
    const tabs = new WidgetTracker<SessionTab>({ namespace: "titer-session" });
    const kernelFor = (changed: () => void) => sessionKernel(serviceManager, shell, undefined, changed);
    commands.addCommand(sessionsCommand, {
      label: "Titer Viewer Sessions",
      caption: "The viewer sessions of the engine: open, quit, force",
      execute: () => {
        const kernel = kernelFor(() => {});
        const open = (session: string) => void commands.execute(sessionCommand, { session });
        const list = new SessionListTab(hubOfKernel(kernel.now, base), open);
        list.disposed.connect(() => kernel.dispose());
        shell.add(list, "main", { mode: "split-bottom" });
        shell.activateById(list.id);
      },
    });
    commands.addCommand(sessionCommand, {
      label: "Titer Viewer Session",
      caption: "Show a viewer session",
      execute: ({ session, state, activate = true }) => {
        if (typeof session !== "string" || session === "") throw new Error("titer:session wants { session: a name }.");
        const there = tabs.find((tab) => tab.session === session);
        if (there) return shell.activateById(there.id);
        const kernel = kernelFor(() => tab.reconnect());
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
