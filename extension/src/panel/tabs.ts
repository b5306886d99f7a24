import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { WidgetTracker } from "@jupyterlab/apputils";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { PanelLayout, Widget } from "@lumino/widgets";
import { messageOf } from "titer/errors";
import type { PlaneAddress } from "titer/stream";
import type { ITiterLink } from "../comm/link.ts";
import { element } from "../viewer/dom.ts";
import { titerIcon } from "./icon.ts";
import type { Workbench } from "./workbench.ts";

/** The kinds of tabs. */
export type TabKind = "monitor" | "logs" | "images" | "details";

type Args = Readonly<Record<string, string>>;

/** The panel's tabs in the main area: one for each thing that is shown, brought back with the layout. */
export class Tabs {
  static readonly restoreCommand = "titer:restore-tab";
  readonly #app: JupyterFrontEnd;
  readonly #link: ITiterLink;
  readonly #workbench: () => Promise<Workbench>;
  readonly #tracker: WidgetTracker<Widget>;
  readonly #args = new Map<string, ReadonlyPartialJSONObject>();

  constructor(
    app: JupyterFrontEnd,
    link: ITiterLink,
    workbench: () => Promise<Workbench>,
    tracker: WidgetTracker<Widget>,
  ) {
    this.#app = app;
    this.#link = link;
    this.#workbench = workbench;
    this.#tracker = tracker;
  }

  /** What a tab was opened with, for bringing it back. */
  get argsOf(): (tab: Widget) => ReadonlyPartialJSONObject {
    return ({ id }) => this.#args.get(id) ?? {};
  }

  /** Shows a tab; one that shows the same already is brought to the front. */
  open(kind: TabKind, given: ReadonlyPartialJSONObject): Widget {
    const args = Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === "string")) as Args;
    const id = `titer-${kind}-${idOf(args)}`;
    const known = this.#tracker.find((tab) => tab.id === id);
    const tab = known ?? this.#make(kind, id, args);
    this.#app.shell.activateById(tab.id);
    return tab;
  }

  /** Brings a tab back. */
  restore({ kind, args }: ReadonlyPartialJSONObject): Widget {
    return this.open(kind as TabKind, (args ?? {}) as ReadonlyPartialJSONObject); // as argsOf gave them
  }

  #make(kind: TabKind, id: string, args: Args): Widget {
    const tab = new Widget();
    tab.id = id;
    tab.addClass("titer-tab");
    tab.title.label = titles[kind](args);
    tab.title.icon = titerIcon;
    tab.title.closable = true;
    const layout = new PanelLayout();
    tab.layout = layout;
    this.#args.set(id, { kind, args });
    tab.disposed.connect(() => this.#args.delete(id));
    this.#app.shell.add(tab, "main");
    void this.#tracker.add(tab);
    this.#load(kind, args).then(
      (content) => (tab.isDisposed ? content.dispose() : layout.addWidget(content)),
      (thrown) => tab.node.append(element("div", { class: "titer-problem", role: "alert" }, messageOf(thrown))),
    );
    return tab;
  }

  /** Shows an image in a viewer session, over a line to the hub that lasts no longer. */
  async #send(session: string, image: PlaneAddress): Promise<void> {
    const { hubOfKernel } = await import("../views/kernelHub.ts");
    const { baseUrl } = this.#app.serviceManager.serverSettings;
    const hub = await hubOfKernel(() => this.#link.kernel, baseUrl)(() => {});
    try {
      await hub.show(session, [image]);
    } finally {
      hub.close();
    }
  }

  async #load(kind: TabKind, args: Args): Promise<Widget> {
    const { commands } = this.#app;
    const execute = (command: string, values: object) => commands.execute(command, values as ReadonlyPartialJSONObject);
    switch (kind) {
      case "monitor": {
        const { MonitorTab } = await import("../runs/monitor/monitorTab.ts");
        return new MonitorTab(this.#link, args.runId ?? "", execute);
      }
      case "logs": {
        const { LogsTab } = await import("../engine/logsTab.ts");
        return new LogsTab(this.#link, args.runId);
      }
      case "images": {
        const { ImagesTab } = await import("../images/imagesTab.ts");
        return new ImagesTab(this.#link, args.path ?? "", args.well, {
          view: (address) => execute("titer:view", { address }),
          send: (session, image) => this.#send(session, image),
        });
      }
      case "details":
        return (await this.#workbench()).details(args.path ?? "");
      default:
        return kind satisfies never;
    }
  }
}

const titles: Readonly<Record<TabKind, (args: Args) => string>> = {
  monitor: ({ runId = "" }) => `Run ${runId.replace(/^run-/, "").slice(0, 6)}`,
  logs: ({ runId }) => (runId === undefined ? "Engine logs" : `Logs of ${runId.slice(0, 10)}`),
  images: ({ path = "" }) => `Images of ${lastOf(path)}`,
  details: ({ path = "" }) => lastOf(path),
};

function lastOf(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

/** Something that can be part of an element's id, one for one. */
function idOf(args: Args): string {
  return encodeURIComponent(Object.values(args).join(" ")).replaceAll("%", "_");
}
