import type { Source } from "titer/stream";
import type { ViewState } from "../viewer/scene/viewState.ts";

const key = "titer-view";

interface Kept {
  readonly source: Source;
  readonly views: readonly ViewState[];
}

/** The views that were seen last in this tab of the browser, if they were of the same source. */
export function keptViews(source: Source): readonly ViewState[] | null {
  const text = sessionStorage.getItem(key);
  const kept = text === null ? null : (JSON.parse(text) as Kept); // which keepViews wrote
  const same = kept !== null && JSON.stringify(kept.source) === JSON.stringify(source);
  return same && kept.views.length > 0 ? kept.views : null;
}

export function keepViews(source: Source, views: readonly ViewState[]): void {
  sessionStorage.setItem(key, JSON.stringify({ source, views } satisfies Kept));
}
