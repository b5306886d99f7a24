/**
 * `npm run bench -- stream`: what the hub adds to the bytes of frames (to a page in an uninstrumented Chromium), how long a new
 * region takes over a slow line, what a viewer that shows nothing costs a run, and whether many frames leave memory as it was.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { WebSocket, WebSocketServer } from "ws";
import { connectEngine } from "../lib/dist/engine/launch.js";
import { gaussianBlur } from "../lib/dist/functions/library/index.js";
import { newPlane } from "../lib/dist/image/plane.js";
import { FunctionStep, PipelineOrchestrator, synthesize } from "../lib/dist/index.js";
import { Hub } from "../lib/dist/stream/hub/hub.js";
import { directCandidate, HubClient, openTransport } from "../lib/dist/stream/index.js";
import { newTap, offerPlane } from "../lib/dist/stream/tap.js";
import { inRoot } from "../setup/paths.js";
import { Problem } from "../setup/problem.js";
import { throttled } from "../setup/throttle.js";
import { median } from "./tools/spread.js";

const frames = 100;
const manyFrames = 10_000;
const id = { site: 1, channel: 1, z: 1, timepoint: 1 };

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const folder = mkdtempSync(join(tmpdir(), "titer-bench-stream-"));
  process.env.TITER_HOME = join(folder, "home");
  try {
    const rates = { hub: /** @type {number[]} */ ([]), bare: /** @type {number[]} */ ([]) };
    for (let round = 0; round < runs; round++) {
      rates.bare.push(await pageRate("bare", folder, frames));
      rates.hub.push(await pageRate("hub", folder, frames));
    }
    const [hub, bare] = [median(rates.hub), median(rates.bare)];
    const memory = await memoryAfter();
    const cost = await stoppedViewer(folder, runs);
    const region = median(await newRegions(folder));
    return [
      row("2048 x 2048 uint16 to a page", "a bare WebSocket", hub, bare, "frames/s", hub / bare),
      row("first pixels of a new region, 20 MB/s and 30 ms", "300 ms wanted", region, 300, "ms", 300 / region),
      row("a run with a stopped viewer", "without", cost.watched, cost.alone, "s", cost.alone / cost.watched),
      row("memory after 10,000 frames", "after 1,000", memory.late, memory.early, "MB", memory.early / memory.late),
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

/** A hub with a run, and a worker that makes a plane whenever one was shown. @param {number} side */
async function liveHub(side) {
  const nothing = () => Promise.reject(new Error("not asked for"));
  const sources = { describe: nothing, read: nothing, part: nothing, state: nothing, kept: nothing, shapes: nothing };
  const hub = new Hub("token", sources);
  const tap = newTap();
  hub.begin({ runId: "run", tap, steps: [{ planned: 0, index: 0, name: "s", streams: [], kept: [] }], channels: [] });
  const plane = newPlane({ dtype: "uint16", height: side, width: side });
  const offering = setInterval(() => {
    for (let i = 0; i < 4; i++)
      offerPlane(tap, { runId: "run", step: 0, well: "A01", id, plane }, (made) => hub.take(made));
  }, 1);
  return {
    port: await hub.listen(),
    close: () => {
      clearInterval(offering);
      hub.close();
    },
  };
}

/** A socket that sends a plane for each that was shown, two on their way. @param {number} side */
async function bareServer(side) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await once(server, "listening");
  const plane = Buffer.alloc(2 * side * side);
  server.on("connection", (socket) => {
    const send = () => socket.send(plane, { binary: true, compress: false });
    socket.on("message", send);
    send();
    send();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { port, close: () => server.close() };
}

/**
 * Frames per second that a page takes in a Chromium that nothing watches.
 *
 * @param {"bare" | "hub"} kind @param {string} folder @param {number} wanted
 */
async function pageRate(kind, folder, wanted) {
  const source = kind === "bare" ? await bareServer(2048) : await liveHub(2048);
  /** @type {(rate: number) => void} */
  let told = () => {};
  const rate = new Promise((resolve) => {
    told = resolve;
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/result") {
      let body = "";
      request.on("data", (piece) => (body += piece));
      request.on("end", () => {
        response.end();
        told(JSON.parse(body).rate);
      });
    } else if (pathname === "/") {
      response.setHeader("content-type", "text/html");
      response.end('<script type="module" src="/frames.js"></script>');
    } else if (!pathname.endsWith(".js")) {
      response.writeHead(404).end();
    } else {
      response.setHeader("content-type", "text/javascript");
      const file =
        pathname === "/frames.js" ? ["bench", "pages", "frames.js"] : ["lib", "dist", pathname.slice("/lib/".length)];
      createReadStream(inRoot(...file)).pipe(response);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const query = new URLSearchParams({ kind, port: String(source.port), token: "token", frames: String(wanted) });
  const profile = mkdtempSync(join(folder, "profile-"));
  const browser = spawn(chromium(), [...flags, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/?${query}`], {
    stdio: "ignore",
  });
  try {
    return /** @type {number} */ (await rate);
  } finally {
    browser.kill();
    await once(browser, "exit");
    server.close();
    server.closeAllConnections();
    source.close();
  }
}

const flags = [
  ...["--headless", "--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--disable-quic"],
  ...["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

function chromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((path) => names.map((name) => join(path, name)));
  const found = places.find((path) => existsSync(path));
  if (found === undefined) throw new Problem("The benchmark of frames needs Chromium or Chrome on the PATH.");
  return found;
}

/** Memory of this process, in MB, early and late in many frames of 512 x 512. */
async function memoryAfter() {
  const hub = await liveHub(512);
  const client = await hubClient(hub.port, "token");
  let shown = 0;
  const sizes = { early: 0, late: 0 };
  await new Promise((resolve) => {
    const frame = (/** @type {{ planes: readonly unknown[] }} */ { planes }) => {
      const before = shown;
      shown += planes.length;
      if (before < 1000 && shown >= 1000) sizes.early = process.memoryUsage().rss / 2 ** 20;
      if (shown < manyFrames) return;
      sizes.late = process.memoryUsage().rss / 2 ** 20;
      resolve(undefined);
    };
    client.watch("run", { frame }, { credits: 2, delivery: "every" });
  });
  client.close();
  hub.close();
  return sizes;
}

/** Seconds of a run that streams, without a viewer and with one that never shows a frame. @param {string} folder @param {number} runs */
async function stoppedViewer(folder, runs) {
  const path = join(folder, "plate");
  await synthesize(path, { format: "imagexpress", wells: 8, sites: 4, channels: 1, z: 1, size: 1024, seed: 1 });
  const plate = await PipelineOrchestrator.open(path);
  let outputs = 0;
  const once = async (/** @type {boolean} */ enabled) => {
    const napariStreamingConfig = { enabled };
    const steps = [new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 3 }), napariStreamingConfig })];
    const plan = await plate.compile(steps, { outputRoot: join(folder, `out-${++outputs}`) });
    const start = performance.now();
    await plate.execute(plan);
    return (performance.now() - start) / 1000;
  };
  await once(true);
  const engine = await connectEngine();
  const { port, token } = await engine.request({ kind: "hub" });
  engine.close();
  const client = await hubClient(port, token);
  const times = { watched: /** @type {number[]} */ ([]), alone: /** @type {number[]} */ ([]) };
  client.open("napari:5555", { frame: () => new Promise(() => {}) });
  for (let round = 0; round < Math.max(5, runs); round++) {
    times.alone.push(await once(false));
    times.watched.push(await once(true));
  }
  client.close();
  return { alone: median(times.alone), watched: median(times.watched) };
}

/** Milliseconds from asking for a region of 1024 x 768 to its first pixels, over a slow line; each region is new. @param {string} folder */
async function newRegions(folder) {
  const path = join(folder, "wide");
  await synthesize(path, { format: "imagexpress", wells: 4, sites: 2, channels: 3, z: 1, size: 2048, seed: 2 });
  const engine = await connectEngine();
  const { port, token } = await engine.request({ kind: "hub" });
  engine.close();
  const line = await throttled(port, { bytesPerSecond: 20e6, delayMs: 15 });
  const client = await hubClient(line.port, token);
  const source = { kind: /** @type {const} */ ("folder"), path };
  const { wells, sites, channels } = await client.describe(source);
  const times = [];
  for (const well of wells) {
    for (const site of sites) {
      const plane = (/** @type {number} */ level) =>
        channels.map((channel) => {
          const region = { y: 512 >> level, x: 512 >> level, height: 768 >> level, width: 1024 >> level };
          return { source, well, ...id, site, channel: channel.id, level, region };
        });
      const start = performance.now();
      const coarse = client.planes(plane(2)).then(() => performance.now() - start);
      const fine = client.planes(plane(0));
      times.push(await coarse);
      await fine;
    }
  }
  client.close();
  line.close();
  return times;
}

/** @param {number} port @param {string} token */
async function hubClient(port, token) {
  // The package ws has the members of a browser's WebSocket that are used.
  const connect = (/** @type {string} */ url) => /** @type {never} */ (new WebSocket(url, { maxPayload: 1 << 30 }));
  return HubClient.connect(await openTransport([directCandidate(port, connect)]), token);
}
