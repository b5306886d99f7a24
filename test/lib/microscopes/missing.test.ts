import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { maxProjection } from "#lib/functions/index.js";
import { PlanePool } from "#lib/image/pool.js";
import { FunctionStep, openPlate, PipelineOrchestrator, readPlane, synthesize } from "#lib/index.js";
import { displaySymbol } from "#lib/protocol/display.js";
import { temporaryFolder } from "../engine/support.js";

const folder = temporaryFolder();
const gone = { well: "A02", site: 1, channel: 2, z: 2, timepoint: 1 };
const project = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
let path = "";
const runCli = (...args: string[]) => spawnSync(process.execPath, ["lib/bin/titer.js", ...args], { encoding: "utf8" });

beforeAll(async () => {
  path = (await synthesize(join(folder, "gap"), { wells: 2, sites: 1, channels: 2, z: 2, size: 32 })).path;
  rmSync(join(path, "TimePoint_1/ZStep_2/gap_A02_s1_w2.TIF"));
});

const planesOf = async (missing: "warn" | "fill") => {
  const plate = await openPlate(path, { missing });
  return { plate, planes: plate.wells.flatMap(({ planes }) => planes) };
};

test("opening lists a missing plane, refuses it, or has a black one in its place, as the policy says", async () => {
  const warned = await planesOf("warn");
  expect([warned.plate.missing, warned.planes.length]).toEqual([[gone], 7]);
  await expect(openPlate(path, { missing: "error" })).rejects.toMatchObject({
    code: "MISSING_PLANES",
    details: { missing: [gone] },
  });
  const { plate, planes } = await planesOf("fill");
  expect([plate.missing, planes.length]).toEqual([[gone], 8]);
  const black = planes.find((file) => file.path === "");
  expect(black?.id).toMatchObject({ channel: 2, z: 2 });
  if (!black) throw new Error("no plane");
  const pixels = readPlane(plate, black, new PlanePool(1 << 20)).data;
  expect([pixels.length, Math.max(...pixels)]).toEqual([1024, 0]);
});

test("a pipeline is refused by default; with fill the plane is black, and the result says what was missing", async () => {
  const plate = await PipelineOrchestrator.open(path);
  await expect(plate.compile([project], { outputRoot: join(folder, "no") })).rejects.toThrow(/1 planes have no file/);
  const plan = await plate.compile([project], { outputRoot: join(folder, "fill"), missing: "fill" });
  expect(plan.plan.missing).toEqual({ policy: "fill", planes: [gone] });
  expect(JSON.stringify(plan[displaySymbol]())).toContain("black ones instead");
  const run = plate.execute(plan, { executor: "inline" });
  const result = await run;
  expect(result.state).toBe("completed");
  expect(result.wells.map(({ well, missing }) => [well, missing])).toEqual([
    ["A01", []],
    ["A02", ["s001_w2_z002_t001"]],
  ]);
  const { plate: index, planes } = await planesOf("warn");
  const only = planes.find((file) => file.path.endsWith("ZStep_1/gap_A02_s1_w2.TIF"));
  if (!only) throw new Error("no plane");
  const projected = run.image({ well: "A02", channel: 2 }).data;
  expect(projected).toEqual(readPlane(index, only, new PlanePool(1 << 20)).data); // the maximum with 0
});

test("the command line has the same policies", () => {
  const inspected = runCli("inspect", path, "--missing", "error");
  expect([inspected.status, inspected.stderr]).toEqual([1, expect.stringContaining("MISSING_PLANES")]);
  expect(JSON.parse(runCli("inspect", path, "--json").stdout).missing).toEqual([gone]);
  const place = ["--well", "A02", "--channel", "2", "--z", "2"];
  const read = runCli("read", path, ...place);
  expect([read.status, read.stderr]).toEqual([1, expect.stringMatching(/MISSING_PLANE|UNKNOWN_Z/)]);
  const zeros = "e5a00aa9991ac8a5ee3109844d84a55583bd20572ad3ffcd42792f3c36b183ad"; // sha256 of 2048 zeros
  expect(JSON.parse(runCli("read", path, ...place, "--missing", "fill").stdout).sha256).toBe(zeros);
  expect(runCli("inspect", path, "--missing", "maybe").status).toBe(2);
});
