import { defineFunction } from "#lib/functions/index.js";
import type { PlateIndex } from "#lib/microscopes/plateIndex.js";

/** An index without files: 2 channels, uint16, 64 x 48 pixels of 0.65 micrometres. */
export function plateIndex(parts: {
  readonly wells: readonly string[];
  readonly sites?: number;
  readonly channels?: number;
  readonly z?: number;
  readonly missing?: PlateIndex["missing"];
}): PlateIndex {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
  const [sites, channels, zPlanes] = [upTo(parts.sites ?? 1), upTo(parts.channels ?? 1), upTo(parts.z ?? 1)];
  const missing = parts.missing ?? [];
  const isMissing = (well: string, site: number, channel: number, z: number) =>
    missing.some((m) => m.well === well && m.site === site && m.channel === channel && m.z === z);
  return {
    format: "imagexpress",
    path: "/data/screen-1",
    name: "screen-1",
    wells: parts.wells.map((well) => ({
      well,
      projections: [],
      planes: sites.flatMap((site) =>
        channels.flatMap((channel) =>
          zPlanes
            .filter((z) => !isMissing(well, site, channel, z))
            .map((z) => ({
              id: { site, channel, z, timepoint: 1 },
              path: `TimePoint_1/ZStep_${z}/${well}_s${site}_w${channel}.tif`,
              page: 0,
            })),
        ),
      ),
    })),
    sites,
    channels: channels.map((id) => ({ id, name: id === 1 ? "DAPI" : `W${id}` })),
    zPlanes,
    timepoints: [1],
    shape: { y: 64, x: 48 },
    dtype: "uint16",
    pixelSizeUm: 0.65,
    positions: sites.map((site) => ({ site, y: 0, x: site * 30 })),
    grid: null,
    missing,
    problems: [],
  };
}

/** A function that does nothing, of any contract. */
export const idle = (contract: "PURE_2D" | "PURE_3D" | "VOLUMETRIC_TO_SLICE", tables: readonly string[] = []) =>
  defineFunction({
    id: `test.${contract}`,
    version: 1,
    doc: "Gives back what it gets.",
    contract,
    memory: { input: "cpu", output: "cpu" },
    parameters: { strength: { kind: "integer", default: 3, min: 1, max: 9, doc: "" } },
    tables: Object.fromEntries(tables.map((name) => [name, [{ name: "area", type: "number", unit: "px", doc: "" }]])),
    run: (stack) => ({ stack }),
  });
