import type { Components } from "../assemble.ts";
import type { Headers } from "../headers.ts";
import type { SitePosition } from "../plateIndex.ts";
import { type MetaSeries, parseMetaSeries } from "./metaSeries.ts";

/** Centres of the sites as the stage of the first well stood, relative to their common centre. */
export function sitePositions({ wells, sites }: Pick<Components, "wells" | "sites">, headers: Headers): SitePosition[] {
  const files = wells[0] ? [...wells[0].planes, ...wells[0].projections] : [];
  const stages = sites.flatMap((site) => {
    const file = files.find((candidate) => candidate.id.site === site);
    const stage = file && metaSeriesOf(headers, file.path)?.stage;
    return stage ? [{ site, ...stage }] : [];
  });
  const y = stages.reduce((sum, stage) => sum + stage.y, 0) / stages.length;
  const x = stages.reduce((sum, stage) => sum + stage.x, 0) / stages.length;
  const round = (value: number) => Math.round(value * 1e6) / 1e6 + 0; // the stage is given in tenths; + 0 turns -0 into 0
  return stages.map((stage) => ({ site: stage.site, y: round(stage.y - y), x: round(stage.x - x) }));
}

/** What MetaXpress wrote into an image; undefined when its header is damaged. */
export function metaSeriesOf(headers: Headers, path: string): MetaSeries | undefined {
  const header = headers.of(path);
  return header && parseMetaSeries(header.description);
}
