import { expect, test } from "@jest/globals";
import {
  configScope,
  enterConfig,
  PipelineConfig,
  parseConfigCell,
  readConfigCell,
  StepMaterializationConfig,
  writeConfigCell,
} from "#lib/config/index.js";

test("a cell becomes a context", () => {
  const cell = configScope(
    "pipeline",
    [
      "numWorkers = 2",
      'pathPlanning.outputDirSuffix = "_x" // beside the plate',
      "",
      "# wells",
      "stepWellFilter.wellFilter = ['A01', 'B02']",
    ].join("\n"),
  );
  enterConfig([cell], () => {
    expect(new PipelineConfig().numWorkers).toBe(2);
    expect(new StepMaterializationConfig.Lazy()).toMatchObject({ outputDirSuffix: "_x", wellFilter: ["A01", "B02"] });
  });
});

test("describe gives a row for each field that was set", () => {
  expect(configScope("global", "numWorkers = 2\nzarr.compressor = 'zstd'").describe()).toEqual([
    { field: "numWorkers", value: 2, origin: "global, line 1" },
    { field: "zarr.compressor", value: "zstd", origin: "global, line 2" },
  ]);
});

test("a config may go by its full name", () => {
  expect(configScope("global", "pathPlanningConfig.subDir = 'x'").describe()[0]?.field).toBe("pathPlanning.subDir");
});

test.each<[string, unknown]>([
  ["a = -1.5e3;", -1500],
  ["a = 1_000", 1000],
  ["a = true # yes", true],
  ["a = null", null],
  ["a = [1, 'two', [false],] // list", [1, "two", [false]]],
  ["a = Backend.MEMORY", "memory"],
  ["a = [ # wells\n  'A01', // first\n  'B02',\n] # all", ["A01", "B02"]],
  [String.raw`a = "it's \"so\" \\ # not a comment"`, 'it\'s "so" \\ # not a comment'],
])("%s is read as a literal", (line, value) => {
  expect(parseConfigCell(line)).toEqual([{ line: 1, path: "a", value }]);
});

test.each([
  ["numWorkers = 1 + 1", /line 2: "\+ 1" stands after/],
  ["numWorkers = process.exit()", /line 2: "process\.exit\(\)" is not a number/],
  ["numWorkers", /line 2: "numWorkers" is no assignment/],
  ["vfs.intermediateBackend = Backend.RAM", /line 2: Backend\.RAM: its choices are AUTO, DISK, MEMORY/],
  ["vfs.intermediateBackend = Bakend.RAM", /line 2: Bakend\.RAM: there is no such choice/],
  ["wellFilter.wellFilter = ['A01',\n'A02'\nnumWorkers = 2", /line 2: the list has no closing \]/],
  ["numWorkers == 2", /line 2: "numWorkers == 2" is no assignment/],
  ["zarr.compressor = 'zstd", /line 2: the text has no closing '/],
  ["wellFilter.wellFilter = ['A01'", /line 2: the list has no closing \]/],
  ["numWorker = 2", /line 2: .*Did you mean "numWorkers"/],
  ["pathPlaning.subDir = 'x'", /line 2: .*Did you mean "pathPlanning"/],
  ["pathPlanning.subdir = 'x'", /line 2: .*Did you mean "subDir"/],
  ["pathPlanning = 'x'", /line 2: .*pathPlanning\.outputDirSuffix/],
  ["numWorkers = 0", /line 2: .*whole number from 1/],
  ["numWorkers.x = 1", /line 2: .*no field "numWorkers\.x"/],
  ["# x\nnumWorkers = 1\nnumWorkers = 2", /line 4: numWorkers is set twice/],
])("%s is refused with its line", (line, message) => {
  expect(() => configScope("pipeline", `# settings\n${line}`)).toThrow(message);
});

test("all that is wrong is told at once, with what to mark; the rest counts", () => {
  const text = "numWorker = 2\nzarr.pyramid = 2 // x\nnumWorkers = 3\npathPlanning.subDir = a";
  const { context, problems } = readConfigCell("pipeline", text);
  expect(context.input).toEqual({ numWorkers: 3 });
  const marked = problems.map(({ line, column, length }) => text.split("\n")[line - 1]?.slice(column, column + length));
  expect(problems.map(({ error }) => error.code)).toEqual(["UNKNOWN_FIELD", "BAD_FIELD", "CONFIG_CELL"]);
  expect(marked).toEqual(["numWorker", "2", "a"]);
});

test.each<[string, string, unknown, string]>([
  ["a = 1\nnumWorkers = 2 # two\n", "numWorkers", 4, "a = 1\nnumWorkers = 4 # two\n"],
  ["  numWorkers=2;", "numWorkers", 4, "  numWorkers=4;"],
  [
    'pathPlanningConfig.subDir = "a # b" // c',
    "pathPlanning.subDir",
    'x"y',
    'pathPlanningConfig.subDir = "x\\"y" // c',
  ],
  ["%%config pipeline\n# none\n\n", "zarr.pyramid", true, "%%config pipeline\n# none\nzarr.pyramid = true\n\n"],
  ["%%config pipeline", "stepWellFilter.wellFilter", ["A01"], '%%config pipeline\nstepWellFilter.wellFilter = ["A01"]'],
  ["numWorkers = 2\n# rest", "numWorkers", undefined, "# rest"],
  ["# rest", "numWorkers", undefined, "# rest"],
  [
    "wellFilter.wellFilter = [\n  'A01',\n] # w\n# rest",
    "wellFilter.wellFilter",
    2,
    "wellFilter.wellFilter = 2 # w\n# rest",
  ],
  ["wellFilter.wellFilter = [\n  'A01',\n]\n# rest", "wellFilter.wellFilter", undefined, "# rest"],
])("%j with another %s", (text, path, value, wanted) => {
  expect(writeConfigCell(text, path, value)).toBe(wanted);
});
