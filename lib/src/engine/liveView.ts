import { type Displayable, displaySymbol, type MimeBundle } from "../protocol/display.ts";
import { type ViewOutput, viewMime } from "../stream/view.ts";
import type { PlaneImage } from "./planeImage.ts";

class SelfShowingView {
  readonly #output: () => Promise<ViewOutput>;
  readonly #picture: () => PlaneImage | undefined;

  /** @param picture - what is seen first; undefined while there is nothing */
  constructor(output: () => Promise<ViewOutput>, picture: () => PlaneImage | undefined) {
    this.#output = output;
    this.#picture = picture;
  }

  async [displaySymbol](): Promise<MimeBundle> {
    const output = await this.#output();
    const picture = this.#picture();
    const png = picture?.bundle()["image/png"];
    const text = picture ? `View of ${output.title}: ${picture}` : `View of ${output.title}`;
    return { [viewMime]: output, ...(png === undefined ? {} : { "image/png": png }), "text/plain": text };
  }
}

/** A live view, shown when it is the value of a cell: in JupyterLab a viewer, elsewhere a PNG of what it begins with. */
export type LiveView = Displayable;

export const LiveView: new (output: () => Promise<ViewOutput>, picture: () => PlaneImage | undefined) => LiveView =
  SelfShowingView;

/** Where a view begins. */
export interface ViewOptions {
  readonly mode?: ViewOutput["mode"];
  readonly well?: string;
  readonly site?: number;
  readonly z?: number;
  readonly timepoint?: number;
  /** A number for each well, laid over the plate: `{ name: "cells", values: { A01: 120, A02: 95 } }`, `map` names a colour map. */
  readonly heatMap?: NonNullable<ViewOutput["heatMap"]>;
}

/** What a view of a source with this title is told. */
export function viewOutput(
  title: string,
  source: ViewOutput["source"],
  { mode = "plane", heatMap, ...place }: ViewOptions,
): ViewOutput {
  return { version: 1, title, source, mode, place, ...(heatMap === undefined ? {} : { heatMap }) };
}
