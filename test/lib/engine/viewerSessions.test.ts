import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { hubAddress } from "#lib/engine/hubRelay.js";
import { connectEngine } from "#lib/engine/launch.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { Run } from "#lib/engine/run.js";
import { gaussianBlur, maxProjection } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { directCandidate, HubClient, openTransport, type SessionFacts } from "#lib/stream/index.js";
import { connectSocket, hubClient, shownBy } from "./hubSupport.js";
import { enginePid, ownEngine, stopEngine, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const wells = ["A01", "B02"];
const source = writePlate(join(folder, "plate"), wells, 1, 1, 2);
let outputs = 0;

/** Runs two steps: a projection that is not kept, and a blur that is; both stream as the config says. */
async function streamed(config: Readonly<Record<string, unknown>>, outputRoot = join(folder, `out-${++outputs}`)) {
  const napariStreamingConfig = { enabled: true, ...config };
  const plate = await PipelineOrchestrator.open(source);
  const steps = [
    new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"], napariStreamingConfig }),
    new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 2 }), napariStreamingConfig }),
  ];
  const run = plate.execute(await plate.compile(steps, { outputRoot }), { overwrite: true });
  expect(await run).toMatchObject({ state: "completed" });
  return { run }; // a run by itself would be waited for
}

/** The pixels that a session shows, by step and well. */
async function pixelsOf(session: string, count: number) {
  const hub = await hubClient();
  const { planes } = await shownBy(hub, session, count);
  hub.close();
  return new Map(planes.map(({ step, well, pixels }) => [`${step} ${well}`, [...pixels]]));
}

async function factsOf(session: string): Promise<SessionFacts | undefined> {
  const hub = await hubClient();
  const facts = await hub.sessions();
  hub.close();
  return facts.find((one) => one.session === session);
}

/** Waits until the session's file on the disk lists so many items. */
async function written(session: string, count: number): Promise<void> {
  const root = join(folder, "home", "engine", "sessions");
  const records = () =>
    readdirSync(root)
      .map((name) => join(root, name, "session.json"))
      .filter((file) => existsSync(file))
      .map((file) => JSON.parse(readFileSync(file, "utf8")));
  const has = () => records().some((one) => one.session === session && one.items.length === count);
  while (!has()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function expectKept(shown: ReadonlyMap<string, readonly number[]>, run: Run): void {
  for (const well of wells) expect(shown.get(`blur ${well}`)).toEqual([...run.image({ well }).data]);
  expect([...shown.keys()].sort()).toEqual(["blur A01", "blur B02", "project A01", "project B02"]);
}

test("a session comes back with the next engine: kept planes from the run, others from its own files", async () => {
  const { run } = await streamed({ port: 6101 });
  const before = await pixelsOf("napari:6101", 4);
  expectKept(before, run);
  await stopEngine();
  const engine = await connectEngine(); // which starts a new one; nobody asks for its hub
  const kept = async () => (await engine.request({ kind: "status" })).sessions.map(({ session }) => session);
  while (!(await kept()).includes("napari:6101")) await new Promise((resolve) => setTimeout(resolve, 20));
  engine.close();
  expect(await factsOf("napari:6101")).toMatchObject({ state: "waiting", persistent: true, layers: 2, kept: 4 });
  expect(await pixelsOf("napari:6101", 4)).toEqual(before);
});

test("a session outlives an engine that is killed", async () => {
  const { run } = await streamed({ port: 6102 });
  await written("napari:6102", 4);
  process.kill(await enginePid(), "SIGKILL");
  expectKept(await pixelsOf("napari:6102", 4), run);
});

test("a session that is closed does not come back", async () => {
  await streamed({ port: 6103 });
  const hub = await hubClient();
  await hub.endSession("napari:6103", "force");
  hub.close();
  await stopEngine();
  expect(await factsOf("napari:6103")).toBeUndefined();
});

test("a session that is not persistent asks its viewers to close when the run has ended, after all frames", async () => {
  const hub = await hubClient();
  let planes = 0;
  const quit = new Promise<void>((resolve) => {
    const leave = hub.open("napari:6104", {
      frame: (frame) => {
        planes += frame.planes.length;
      },
      quit: () => {
        leave();
        resolve();
      },
    });
  });
  await streamed({ port: 6104, persistent: false });
  await quit;
  expect(planes).toBe(4);
  hub.close();
  expect(await factsOf("napari:6104")).toBeUndefined();
});

test("a run's planes take the place of an earlier run's, or have layers of their own", async () => {
  const layersOf = async (session: string, count: number) => {
    const hub = await hubClient();
    const { planes } = await shownBy(hub, session, count);
    hub.close();
    return [...new Set(planes.map(({ layer }) => layer?.layer))].sort();
  };
  for (let i = 0; i < 2; i++) await streamed({ port: 6105 });
  expect(await layersOf("napari:6105", 4)).toEqual(["Step_00_project", "Step_01_blur"]);
  for (let i = 0; i < 2; i++) await streamed({ port: 6106, replaceLayers: false });
  expect(await layersOf("napari:6106", 8)).toEqual([
    "Step_00_project",
    "Step_00_project [2]",
    "Step_01_blur",
    "Step_01_blur [2]",
  ]);
});

test("with tcp a session has a port of its own, which asks for the token too", async () => {
  await streamed({ port: 6107, transportMode: "tcp" });
  expect(await factsOf("napari:6107")).toMatchObject({ port: 6107, problem: null });
  const { token } = await hubAddress();
  const open = () => openTransport([directCandidate(6107, connectSocket)]);
  const hub = await HubClient.connect(await open(), token);
  expect((await shownBy(hub, "napari:6107", 4)).planes).toHaveLength(4);
  hub.close();
  await expect(HubClient.connect(await open(), "x".repeat(64))).rejects.toMatchObject({ code: "STREAM_REFUSED" });
});

test("a port that is taken is the session's problem, and the run's none", async () => {
  const other = createServer().listen(6108, "127.0.0.1");
  await once(other, "listening");
  await streamed({ port: 6108, transportMode: "tcp" });
  expect(await factsOf("napari:6108")).toMatchObject({ port: null, problem: { code: "VIEWER_PORT" }, kept: 4 });
  other.close();
});

test("chosen planes of a raw plate are shown in a session, and come back with the next engine", async () => {
  const address = { site: 1, channel: 1, z: 2, timepoint: 1, level: 0 };
  const hub = await hubClient();
  await hub.show(
    "chosen",
    wells.map((well) => ({ source: { kind: "folder", path: source }, well, ...address })),
  );
  hub.close();
  await stopEngine();
  const again = await hubClient();
  const { planes } = await shownBy(again, "chosen", 2);
  const plate = await PipelineOrchestrator.open(source);
  expect(planes.map(({ well }) => well)).toEqual(wells);
  for (const { well, pixels } of planes) expect(pixels).toEqual(plate.image({ well, z: 2 }).data);
  again.close();
});
