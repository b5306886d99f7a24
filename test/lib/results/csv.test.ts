import { describe, expect, test } from "@jest/globals";
import { parseCsv, Table, toCsv } from "#lib/results/index.js";
import { python } from "../python.js";

const table = new Table(
  [
    { name: "name, quoted", type: "string" },
    { name: "value", type: "number" },
    { name: "count", type: "integer" },
    { name: "good", type: "boolean" },
  ],
  {
    "name, quoted": ['a "b"', "", null, "two\nlines"],
    value: [0.1 + 0.2, 1e-300, Number.NaN, null],
    count: [1, null, -3, 9007199254740991],
    good: [true, false, null, true],
  },
);

describe("CSV", () => {
  test("gives the same values back, with the types found", () => {
    const back = parseCsv(toCsv(table));
    expect(back.columns).toEqual(table.columns);
    expect(back.rows()).toEqual(table.rows());
  });

  test("is read by Python's csv module", async () => {
    const rows = await python(
      "import sys, csv, io, json; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.read(), newline='')))))",
      toCsv(table),
    );
    expect(rows).toEqual([
      ["name, quoted", "value", "count", "good"],
      ['a "b"', "0.30000000000000004", "1", "true"],
      ["", "1e-300", "", "false"],
      ["", "NaN", "-3", ""],
      ["two\nlines", "", "9007199254740991", "true"],
    ]);
  });

  test("reads CRLF and a file without a last line end", () => {
    expect(parseCsv("a,b\r\n1,x\r\n2,y").rows()).toEqual([
      { a: 1, b: "x" },
      { a: 2, b: "y" },
    ]);
  });

  test("keeps a type that was given", () => {
    expect(parseCsv("well\n01\n", [{ name: "well", type: "string" }]).column("well")).toEqual(["01"]);
  });

  test.each([
    ["a,b\n1\n", "line 2"],
    ['a\n"open\n', "line 2"],
    ["a\nx\n", "line 2"],
  ])("names the damaged line of %j", (text, line) => {
    const types = [{ name: "a", type: "integer" }] as const;
    const read = () => parseCsv(text, types);
    expect(read).toThrow(expect.objectContaining({ code: "CSV_DAMAGED" }));
    expect(read).toThrow(line);
  });
});
