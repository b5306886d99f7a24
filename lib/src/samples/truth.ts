import { wellName } from "../microscopes/wells.ts";
import { Table, type TableColumn, toCsv } from "../results/index.ts";
import { type PlatePlan, pixelSizeUm } from "./plateFormats.ts";
import type { Cell, SceneOptions } from "./scene.ts";

const number = (name: string, unit = "pixel"): TableColumn => ({ name, type: "number", unit });
const well: TableColumn = { name: "well", type: "string" };

/**
 * The ground truth of a synthetic plate by file name: `cells.csv` (centres, half axes and peaks of all cells), `tiles.csv` (where
 * the stage was told to go and where it went, top left corners) and `plate.json`. Lengths are pixels of the well's mosaic.
 */
export function truthDocuments(
  plan: PlatePlan,
  cells: readonly (readonly Cell[])[],
  options: SceneOptions,
): ReadonlyMap<string, string> {
  const rows = plan.wells.flatMap(({ row, column }, w) =>
    (cells[w] ?? []).map((cell, i) => ({ well: wellName(row, column), cell: i + 1, ...cell })),
  );
  const channels = Array.from({ length: plan.channels }, (_, i) => `peak${i + 1}`);
  const cellTable = new Table(
    [
      well,
      { name: "cell", type: "integer" },
      ...["y", "x", "a", "b"].map((name) => number(name)),
      number("z", "plane"),
      ...channels.map((name) => number(name, "counts")),
    ],
    {
      well: rows.map((row) => row.well),
      cell: rows.map((row) => row.cell),
      y: rows.map((row) => row.y),
      x: rows.map((row) => row.x),
      a: rows.map((row) => row.a),
      b: rows.map((row) => row.b),
      z: rows.map((row) => row.z),
      ...Object.fromEntries(channels.map((name, i) => [name, rows.map((row) => row.peaks[i] ?? 0)])),
    },
  );
  const tiles = plan.wells.flatMap(({ row, column, tiles: ofWell }) =>
    ofWell.map((tile) => ({ well: wellName(row, column), ...tile })),
  );
  const tileTable = new Table(
    [
      well,
      { name: "site", type: "integer" },
      ...["nominalY", "nominalX", "actualY", "actualX"].map((name) => number(name)),
    ],
    {
      well: tiles.map((tile) => tile.well),
      site: tiles.map((tile) => tile.site),
      nominalY: tiles.map((tile) => tile.nominal.y),
      nominalX: tiles.map((tile) => tile.nominal.x),
      actualY: tiles.map((tile) => tile.actual.y),
      actualX: tiles.map((tile) => tile.actual.x),
    },
  );
  return new Map([
    ["cells.csv", toCsv(cellTable)],
    ["tiles.csv", toCsv(tileTable)],
    ["plate.json", `${JSON.stringify({ ...options, pixelSizeUm }, null, 2)}\n`],
  ]);
}
