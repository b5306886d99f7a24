import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { withConfig } from "#lib/config/index.js";
import { hubAddress, relayHub } from "#lib/engine/hubRelay.js";
import { PipelineOrchestrator } from "#lib/engine/orchestrator.js";
import type { Run } from "#lib/engine/run.js";
import { gaussianBlur, maxProjection } from "#lib/functions/library/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import {
  type CommLike,
  connectHub,
  type Frame,
  type FramePlane,
  type HubClient,
  type SocketLike,
  type Source,
} from "#lib/stream/index.js";
import { connectSocket, hubClient } from "./hubSupport.js";
import { hashes, ownEngine, temporaryFolder, writePlate } from "./support.js";

jest.setTimeout(60_000); // engines start and runs compute on busy machines

const folder = temporaryFolder();
ownEngine(folder);

const wells = ["A01", "A02", "B01"];
const source = writePlate(join(folder, "plate"), wells, 1, 2, 2);
const steps = [
  new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] }),
  new FunctionStep({
    name: "blur",
    func: gaussianBlur.with({ sigma: 2 }),
    napariStreamingConfig: { enabled: true, channelMode: "layer", wellMode: "layer" },
  }),
];

/** The planes of an overview with two channels, 32 pixels on a side. */
async function wholeOverview(hub: HubClient, from: Source): Promise<FramePlane[]> {
  const planes: FramePlane[] = [];
  await new Promise((end, lost) => {
    hub.overview(from, [1, 2], 32, { frame: (frame) => void planes.push(...frame.planes), end, lost });
  });
  return planes;
}

async function started(name: string): Promise<{ readonly run: Run; readonly runId: string }> {
  const plate = await PipelineOrchestrator.open(source);
  const outputRoot = join(folder, name);
  const plan = await withConfig("pipeline", { numWorkers: 2 }, () => plate.compile(steps, { outputRoot }));
  const run = plate.execute(plan);
  for await (const { runId } of run.events) return { run, runId };
  throw new Error("no event");
}

test("what a step streams reaches its session, pixel for pixel what the run keeps, and stays there after it", async () => {
  const { run } = await started("streamed");
  await run;
  const hub = await hubClient();
  const frames: Frame[] = [];
  await new Promise<void>((resolve) => {
    hub.open("napari:5555", {
      frame: (frame) => {
        frames.push(frame);
        if (frames.flatMap(({ planes }) => planes).length === 6) resolve();
      },
    });
  });
  const planes = frames.flatMap((frame) => frame.planes);
  const layers = planes.map(({ layer }) => layer?.layer).sort();
  expect(layers).toEqual(
    wells.flatMap((well) => [1, 2].map((channel) => `Step_01_blur_Well_${well}_Channel_W${channel}`)),
  );
  const pixels = frames.flatMap((frame) => frame.pixels);
  for (const [i, { well, site, channel }] of planes.entries()) {
    expect(pixels[i]).toEqual(run.image({ well, site, channel }).data);
  }
  hub.close();
});

test("planes of runs and of raw plates come by one kind of address; an overview holds the wells", async () => {
  const { run, runId } = await started("addressed");
  await run;
  const before = hashes(source);
  const hub = await hubClient();
  const at = { well: "A02", site: 1, channel: 2, z: 1, timepoint: 1, level: 0 };
  const made = { kind: "run", runId } as const;
  const raw = { kind: "folder", path: source } as const;
  const facts = await hub.describe(made);
  expect(facts).toMatchObject({ wells, sites: [1], zPlanes: [1], timepoints: [1], shape: { y: 96, x: 128 } });
  const frame = await hub.planes([
    { source: made, ...at },
    { source: raw, ...at },
  ]);
  expect(frame.pixels[0]).toEqual(run.image({ well: "A02", channel: 2 }).data);
  const plate = await PipelineOrchestrator.open(source);
  expect(frame.pixels[1]).toEqual(plate.image({ well: "A02", channel: 2 }).data);
  const overview = await wholeOverview(hub, made);
  expect(overview.map(({ well, channel, height, width }) => [well, channel, height, width])).toEqual(
    wells.flatMap((well) => [1, 2].map((channel) => [well, channel, 24, 32])),
  );
  expect(hashes(source)).toEqual(before);
  hub.close();
});

test("a page that no socket reaches uses the kernel's comm, and says so; frames are the same", async () => {
  const { port, token } = await hubAddress("https://hub.example.org");
  // A comm whose two ends are here: the kernel's side is what the kernel does with `relayHub`.
  const page: CommLike = { send: () => {}, close: () => {}, onMsg: () => {}, onClose: () => {} };
  const relay = await relayHub(port, {
    text: (text) => page.onMsg({ content: { data: { text } } }),
    bytes: (bytes) => page.onMsg({ content: { data: {} }, buffers: [bytes] }),
    closed: () => page.onClose(),
  });
  page.send = (data) => relay.send((data as { text: string }).text);
  page.close = () => relay.close();
  const nowhere = (): SocketLike => connectSocket("ws://127.0.0.1:1/"); // nothing listens there
  const connecting = connectHub(page, "http://127.0.0.1:1/", nowhere);
  page.onMsg({ content: { data: { port, token } } });
  const hub = await connecting;
  expect(hub.transport).toBe("kernel comm");
  const address = { well: "B01", site: 1, channel: 1, z: 2, timepoint: 1, level: 0 };
  const frame = await hub.planes([{ source: { kind: "folder", path: source }, ...address }]);
  const plate = await PipelineOrchestrator.open(source);
  expect(frame.pixels[0]).toEqual(plate.image({ well: "B01", channel: 1, z: 2 }).data);
  hub.close();
});

test("a viewer that never shows a frame does not hold up the run", async () => {
  const hub = await hubClient();
  const { run, runId } = await started("stopped viewer");
  let came = 0;
  hub.watch(runId, {
    frame: () => {
      came++;
      return new Promise(() => {});
    },
    lost: () => {}, // the run may have ended before
  });
  expect(await run).toMatchObject({ state: "completed" });
  expect(came).toBeLessThanOrEqual(2);
  hub.close();
});
