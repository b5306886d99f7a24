import { planeComponents, type WorkPlaneId } from "../components/components.ts";
import type { SpecialFormat } from "../functions/contract.ts";

const endings = { json: "json", csv: "csv", rois: "roi.zip" } as const;

/** Names the outlines of a step's label images among what it saves. */
export const outlinesName = "outlines";

/** What a saved special value is about. */
export interface SpecialPlace {
  readonly step: string;
  readonly name: string;
  readonly well: string;
  /** The components that tell it from others of the well. */
  readonly of: Readonly<Partial<WorkPlaneId>>;
}

/** The file of a saved special value in the folder of tables: `assemble_positions_A01_channel-1.json`. */
export function specialFile({ step, name, well, of }: SpecialPlace, format: SpecialFormat): string {
  const parts = planeComponents.flatMap((component) =>
    of[component] === undefined ? [] : [`${component}-${of[component]}`],
  );
  return `${[step, name, well, ...parts].join("_")}.${endings[format]}`;
}
