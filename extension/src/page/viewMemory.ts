import type { Source } from "titer/stream";
import type { ViewState } from "../viewer/scene/viewState.ts";

const key = "titer-view";

/** What was seen last in this tab of the browser, if it was of the same source. */
export function keptView(source: Source): ViewState | null {
  const text = sessionStorage.getItem(key);
  const kept = text === null ? null : (JSON.parse(text) as ViewState); // which keepView wrote
  return kept !== null && JSON.stringify(kept.source) === JSON.stringify(source) ? kept : null;
}

export function keepView(state: ViewState): void {
  sessionStorage.setItem(key, JSON.stringify(state));
}
