import { describe, expect, test } from "@jest/globals";
import { mapGrid, neighbour, rectangle } from "#extension/plates/mapGeometry.js";

const named = (rows: string, columns: number): string[] =>
  [...rows].flatMap((row) => Array.from({ length: columns }, (_, i) => `${row}${String(i + 1).padStart(2, "0")}`));

describe("mapGrid", () => {
  test("draws the smallest plate that is sold and holds the wells", () => {
    const size = (wells: readonly string[]) => {
      const { rows, columns } = mapGrid(wells);
      return [rows, columns];
    };
    expect(size(["A01"])).toEqual([2, 3]);
    expect(size(["C05"])).toEqual([4, 6]);
    expect(size(["B03", "H12"])).toEqual([8, 12]);
    expect(size(["P24"])).toEqual([16, 24]);
    expect(size(["AF48"])).toEqual([32, 48]);
  });

  test("puts wells where they are on the plate", () => {
    const map = mapGrid(["B03", "D11"]);
    expect(map.places).toEqual([
      { row: 1, column: 2 },
      { row: 3, column: 10 },
    ]);
    expect([map.at({ row: 3, column: 10 }), map.at({ row: 0, column: 0 }), map.at({ row: 1, column: 12 })]).toEqual([
      1,
      undefined,
      undefined,
    ]);
  });

  test("lays wells without a place on a plate out in a square, in their order", () => {
    const map = mapGrid(["control", "drug a", "drug b", "drug c", "drug d"]);
    expect([map.rows, map.columns]).toEqual([2, 3]);
    expect(map.at({ row: 1, column: 0 })).toBe(3);
    expect(map.rowNames).toEqual(["", ""]);
  });
});

describe("moving and choosing", () => {
  const wells = named("ABCD", 6);
  const map = mapGrid(wells);
  const at = (well: string) => wells.indexOf(well);

  test("goes to the next well in a direction, and stays at the edge", () => {
    expect(wells[neighbour(map, at("B02"), 1, 0)]).toBe("C02");
    expect(wells[neighbour(map, at("B02"), 0, -1)]).toBe("B01");
    expect(wells[neighbour(map, at("A01"), -1, 0)]).toBe("A01");
  });

  test("goes over places without a well", () => {
    const sparse = ["A01", "A05", "D01"];
    const [right, down] = [neighbour(mapGrid(sparse), 0, 0, 1), neighbour(mapGrid(sparse), 0, 1, 0)];
    expect([sparse[right], sparse[down]]).toEqual(["A05", "D01"]);
  });

  test("a rectangle is the same from any of its corners", () => {
    const chosen = (from: string, to: string) => rectangle(map, at(from), at(to)).map((index) => wells[index]);
    expect(chosen("B02", "C03")).toEqual(["B02", "B03", "C02", "C03"]);
    expect(chosen("C03", "B02")).toEqual(chosen("B03", "C02"));
  });
});
