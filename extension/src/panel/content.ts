import { SidePanel } from "@jupyterlab/ui-components";
import { AccordionPanel, Widget } from "@lumino/widgets";
import type { ITiterLink } from "../comm/link.ts";
import type { EngineModel } from "../engine/engineModel.ts";
import { EngineView } from "../engine/engineView.ts";
import { RunList } from "../engine/runList.ts";
import { type SessionActions, SessionList } from "../engine/sessionList.ts";
import type { PlateManager } from "../plates/plateManager.ts";
import { type PlatesEvents, PlatesView } from "../plates/platesView.ts";
import { mayForce } from "./dialogs.ts";
import { LinkBar } from "./linkBar.ts";

/** What the panel's parts ask of the page around it. */
export interface ContentEvents {
  readonly plates: PlatesEvents;
  readonly monitor: (runId: string) => void;
  readonly logs: () => void;
  readonly sessions: SessionActions;
}

/** The parts of the panel: plates, runs, viewers, engine; each can be folded. */
export class PanelContent extends SidePanel {
  readonly plates: PlatesView;
  readonly #parts: readonly { dispose(): void }[];

  constructor(link: ITiterLink, manager: PlateManager, engine: EngineModel, events: ContentEvents) {
    super();
    this.addClass("titer-panel");
    const bar = new LinkBar(link);
    this.header.addWidget(new Widget({ node: bar.node }));
    this.plates = new PlatesView(manager, events.plates);
    const runs = new RunList(engine, events.monitor);
    const viewers = new SessionList(engine, events.sessions);
    const view = new EngineView(engine, { logs: events.logs, mayForce });
    this.#parts = [bar, this.plates, runs, viewers, view];
    this.addWidget(section("Plates", this.plates.node));
    this.addWidget(section("Runs", runs.node));
    this.addWidget(section("Viewers", viewers.node));
    this.addWidget(section("Engine", view.node));
    if (this.content instanceof AccordionPanel) this.content.setRelativeSizes([8, 2, 1, 2]);
  }

  override dispose(): void {
    for (const part of this.#parts) part.dispose();
    super.dispose();
  }
}

function section(title: string, node: HTMLElement): Widget {
  const box = new Widget();
  box.title.label = title;
  box.addClass("titer-panel-section");
  box.node.append(node);
  return box;
}
