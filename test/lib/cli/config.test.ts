import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";

const folder = mkdtempSync(join(tmpdir(), "titer-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const titer = (...args: string[]) =>
  spawnSync(process.execPath, ["lib/bin/titer.js", "config", ...args], { encoding: "utf8", maxBuffer: 1 << 28 });

function resolve(cases: unknown) {
  const file = join(folder, "cases.json");
  writeFileSync(file, typeof cases === "string" ? cases : JSON.stringify(cases));
  return titer("resolve", "--cases", file);
}

const answersOf = (cases: unknown) =>
  (JSON.parse(resolve(cases).stdout) as { answers: object }[]).map(({ answers }) => answers);

describe("titer config resolve", () => {
  test("gives OpenHCS' own answers for its 150 cases, but for the default suffix", () => {
    const cases = JSON.parse(readFileSync("test/fixtures/config/openhcs-cases.json", "utf8")) as { answers: object }[];
    const wanted = cases.map(({ answers }) => JSON.stringify(answers).replaceAll('"_openhcs"', '"_titer"'));
    expect(answersOf(cases).map((answers) => JSON.stringify(answers))).toEqual(wanted);
  });

  test("answers every field of every scope when nothing is asked", () => {
    const [answers] = answersOf([{ plate: { path_planning_config: { sub_dir: "x" } } }]);
    expect(answers).toMatchObject({
      "pipeline.path_planning_config.sub_dir": "images",
      "plate.path_planning_config.sub_dir": "x",
      "step.path_planning_config.sub_dir": "x",
      "global.napari_display_config.z_index_mode": "stack",
    });
  });

  test("speaks of components as the seeds do", () => {
    const answers = { "step.processing_config.variable_components": 0, "step.processing_config.group_by": 0 };
    const step = { processing_config: { variable_components: ["z_index"], group_by: null } };
    expect(answersOf([{ step, answers }])).toEqual([
      { "step.processing_config.variable_components": ["z_index"], "step.processing_config.group_by": null },
    ]);
  });

  test.each<[string, unknown, RegExp]>([
    [
      "an unknown field",
      [{}, { step: { step_well_filter_config: { well_filtre: 1 } } }],
      /case 2: .*"wellFiltre".*"wellFilter"/s,
    ],
    ["a wrong value", [{ global: { num_workers: -1 } }], /case 1: .*numWorkers = -1/],
    ["an unknown question", [{ answers: { "step.num_worker": 1 } }], /no field "step.num_worker"/],
    ["a question for a whole config", [{ answers: { "step.vfs_config": 1 } }], /no field "step.vfs_config"/],
    ["an unknown part", [{ steps: {} }], /case 1 has a part "steps"/],
    ["no JSON", "[", /holds no JSON/],
  ])("refuses %s", (_, cases, message) => {
    const { status, stderr, stdout } = resolve(cases);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });

  test("a missing file is an error, a missing option a wrong usage", () => {
    expect(titer("resolve", "--cases", join(folder, "none.json"))).toMatchObject({ status: 1 });
    expect(titer("resolve")).toMatchObject({ status: 2 });
  });
});
