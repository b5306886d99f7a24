/**
 * The engine by itself, on a plate of small discs that is made here: how soon a warm engine begins, what eight plates cost against
 * one, what a viewer that shows nothing costs a run, and frames through the hub against the same bytes through a bare WebSocket.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket, WebSocketServer } from "ws";
import { connectEngine } from "../lib/dist/engine/launch.js";
import { PipelineOrchestrator } from "../lib/dist/engine/orchestrator.js";
import { gaussianBlur } from "../lib/dist/functions/library/index.js";
import { newPlane } from "../lib/dist/image/plane.js";
import { FunctionStep } from "../lib/dist/pipeline/index.js";
import { synthesize } from "../lib/dist/samples/synthesize.js";
import { Hub } from "../lib/dist/stream/hub/hub.js";
import { directCandidate, HubClient, openTransport } from "../lib/dist/stream/index.js";
import { newTap, offerPlane } from "../lib/dist/stream/tap.js";
import { median } from "./tools/spread.js";

const frames = 60;

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const folder = mkdtempSync(join(tmpdir(), "titer-bench-engine-"));
  process.env.TITER_HOME = join(folder, "home");
  try {
    const path = join(folder, "plate");
    await synthesize(path, { format: "imagexpress", wells: 8, sites: 4, channels: 1, z: 1, size: 1024, seed: 1 });
    const plate = await PipelineOrchestrator.open(path);
    const steps = [new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 3 }) })];
    let outputs = 0;
    /** @param {(runId: string) => Promise<() => void>} [watching] */
    const once = async (watching) => {
      const plan = await plate.compile(steps, { outputRoot: join(folder, `out-${++outputs}`) });
      const start = performance.now();
      let first = 0;
      const going = plate.execute(plan);
      let leave = () => {};
      for await (const event of going.events) {
        if (event.kind === "run-queued" && watching) leave = await watching(event.runId);
        if (event.kind === "well-started" && first === 0) first = performance.now() - start;
      }
      await going;
      leave();
      return { first, seconds: (performance.now() - start) / 1000 };
    };
    await once(); // starts the engine and warms it
    const rows = { first: /** @type {number[]} */ ([]), one: [0], eight: [0], watched: [0], hub: [0], bare: [0] };
    for (const list of Object.values(rows)) list.length = 0;
    const client = await hubOfEngine();
    const stuck = async (/** @type {string} */ runId) => client.watch(runId, { frame: () => new Promise(() => {}) });
    for (let round = 0; round < runs; round++) {
      const { first, seconds } = await once();
      rows.first.push(first);
      rows.one.push(seconds);
      const start = performance.now();
      for (let i = 0; i < 8; i++) await once();
      rows.eight.push((performance.now() - start) / 1000 / 8);
      rows.watched.push((await once(stuck)).seconds);
      rows.hub.push(await hubRate());
      rows.bare.push(await bareRate());
    }
    client.close();
    const [first, one, eight, watched] = [
      median(rows.first),
      median(rows.one),
      median(rows.eight),
      median(rows.watched),
    ];
    const [hub, bare] = [median(rows.hub), median(rows.bare)];
    return [
      row("warm engine to first well", "100 ms wanted", first, 100, "ms", 100 / first),
      row("a plate of eight", "a plate alone", eight, one, "s", one / eight),
      row("a run with a stopped viewer", "without a viewer", watched, one, "s", one / watched),
      row("2048 x 2048 uint16 through the hub", "a bare WebSocket", hub, bare, "frames/s", hub / bare),
    ];
  } finally {
    const engine = await connectEngine();
    await engine.request({ kind: "stop", force: true });
    await engine.closed;
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @param {string} name @param {string} peer @param {number} ours @param {number} theirs @param {string} unit @param {number} ratio */
function row(name, peer, ours, theirs, unit, ratio) {
  return { name, peer, ours, theirs, unit, ratio };
}

async function hubOfEngine() {
  const engine = await connectEngine();
  const { port, token } = await engine.request({ kind: "hub" });
  engine.close();
  return hubClient(port, token);
}

/** @param {number} port @param {string} token */
async function hubClient(port, token) {
  // The package ws has the members of a browser's WebSocket that are used.
  const connect = (/** @type {string} */ url) => /** @type {never} */ (new WebSocket(url, { maxPayload: 1 << 30 }));
  return HubClient.connect(await openTransport([directCandidate(port, connect)]), token);
}

/** Frames per second of live planes, one credit each, through a hub in this process. */
async function hubRate() {
  const nothing = () => Promise.reject();
  const hub = new Hub("token", {
    describe: nothing,
    read: nothing,
    part: nothing,
    state: nothing,
    kept: nothing,
    shapes: nothing,
  });
  const client = await hubClient(await hub.listen(), "token");
  const tap = newTap();
  hub.begin({
    runId: "run",
    tap,
    steps: [{ planned: 0, index: 0, name: "step", streams: [], kept: [] }],
    channels: [],
  });
  const plane = newPlane({ dtype: "uint16", height: 2048, width: 2048 });
  const id = { site: 1, channel: 1, z: 1, timepoint: 1 };
  const offer = () => offerPlane(tap, { runId: "run", step: 0, well: "A01", id, plane }, (made) => hub.take(made));
  let shown = 0;
  const start = performance.now();
  await new Promise((resolve) => {
    const frame = () => {
      if (++shown === frames) resolve(undefined);
      setImmediate(offer);
    };
    client.watch("run", { frame }, { credits: 2, delivery: "every" });
    client.sessions().then(() => [offer(), offer()]);
  });
  const rate = frames / ((performance.now() - start) / 1000);
  client.close();
  await hub.close();
  return rate;
}

/** The same bytes with an acknowledgement each, two in flight. */
async function bareRate() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  const pixels = Buffer.alloc(2048 * 2048 * 2);
  server.on("connection", (socket) => {
    const send = () => socket.send(Buffer.from(pixels));
    socket.on("message", send);
    send();
    send();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { maxPayload: 1 << 30 });
  socket.binaryType = "arraybuffer";
  let shown = 0;
  const start = performance.now();
  await new Promise((resolve) => {
    socket.on("message", () => {
      if (++shown === frames) resolve(undefined);
      socket.send("1");
    });
  });
  const rate = frames / ((performance.now() - start) / 1000);
  socket.terminate();
  server.close();
  return rate;
}
