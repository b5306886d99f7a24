import { Widget } from "@lumino/widgets";
import type { ITiterLink } from "../comm/link.ts";
import { LogsView } from "./logsView.ts";

/** The logs in a tab. */
export class LogsTab extends Widget {
  constructor(link: ITiterLink, runId: string | undefined) {
    super();
    this.addClass("titer-scroll");
    const view = new LogsView(link, runId);
    this.node.append(view.node);
    view.load();
  }
}
