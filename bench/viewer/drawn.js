import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { newPlane } from "../../lib/dist/image/plane.js";
import { Hub } from "../../lib/dist/stream/hub/hub.js";
import { newTap, offerPlane } from "../../lib/dist/stream/tap.js";
import { inRoot } from "../../setup/paths.js";
import { installed } from "../tools/npmPeer.js";
import { chromiumFlags, findChromium } from "./chromium.js";

const frames = 60;

/**
 * @typedef {{ readonly ours: { ms: number, mean: number }[], readonly viv: { ms: number, mean: number }[] }} Pan
 * @typedef {{ readonly ours: { rate: number, mean: number }[], readonly viv: { rate: number, mean: number }[] }} Stream
 */

/**
 * What the page measures; both must have drawn the same picture.
 *
 * @param {string} folder @param {number} rounds @returns {Promise<{ pan: Pan, stream: Stream }>}
 */
export async function drawn(folder, rounds) {
  const viv = await installed("viv", inRoot("bench", "peers", "viv"), "@hms-dbmi/viv");
  const bundle = join(folder, "page.js");
  await build({
    entryPoints: [inRoot("bench", "viewer", "page.js")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "chrome120",
    logLevel: "error",
    nodePaths: [join(viv, "..", "..")],
    alias: {
      "titer/image": inRoot("lib", "dist", "image", "index.js"),
      "titer/errors": inRoot("lib", "dist", "errors.js"),
      "titer/stream": inRoot("lib", "dist", "stream", "index.js"),
    },
  });
  const streams = await Promise.all(Array.from({ length: 2 * rounds }, () => frameSource()));
  const task = { rounds, frames, ports: streams.map(({ port }) => port) };
  const result = await inBrowser(folder, readFileSync(bundle, "utf8"), task);
  for (const { close } of streams) await close();
  if (result.error) throw new Error(result.error);
  for (const kind of /** @type {const} */ (["pan", "stream"])) {
    const [ours, theirs] = [result[kind].ours[0].mean, result[kind].viv[0].mean];
    if (!(ours > 5) || Math.abs(ours - theirs) > 0.1 * ours)
      throw new Error(`${kind}: the pictures differ (${ours}, ${theirs})`);
  }
  return result;
}

/** A hub whose run makes a plane whenever one is wanted. */
async function frameSource() {
  const nothing = () => Promise.reject();
  const sources = { describe: nothing, read: nothing, part: nothing, state: nothing, kept: nothing, shapes: nothing };
  const hub = new Hub("token", sources);
  const port = await hub.listen();
  const tap = newTap();
  hub.begin({
    runId: "run",
    tap,
    steps: [{ planned: 0, index: 0, name: "step", streams: [], kept: [] }],
    channels: [],
  });
  const plane = newPlane({ dtype: "uint16", height: 2048, width: 2048 });
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = 2000 + 1000 * Math.sin(i / 37);
  const id = { site: 1, channel: 1, z: 1, timepoint: 1 };
  const offer = () => offerPlane(tap, { runId: "run", step: 0, well: "A01", id, plane }, (made) => hub.take(made));
  const timer = setInterval(offer, 1);
  const close = async () => {
    clearInterval(timer);
    await hub.close();
  };
  return { port, close };
}

/** @param {string} folder @param {string} script @param {object} task @returns {Promise<any>} */
async function inBrowser(folder, script, task) {
  const result = deferred();
  const server = createServer((request, response) => {
    if (request.url === "/result") {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        response.end();
        result.resolve(JSON.parse(body));
      });
      return;
    }
    const [type, text] =
      request.url === "/task"
        ? ["application/json", JSON.stringify(task)]
        : request.url === "/page.js"
          ? ["text/javascript", script]
          : ["text/html", '<!doctype html><body><script type="module" src="/page.js"></script>'];
    response.writeHead(200, { "content-type": type }).end(text);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const flags = ["--headless", ...chromiumFlags, `--user-data-dir=${join(folder, "profile")}`];
  const browser = spawn(findChromium(), [...flags, `http://127.0.0.1:${port}/`], { stdio: "ignore" });
  try {
    return await Promise.race([
      result.promise,
      new Promise((_, reject) => browser.once("exit", (code) => reject(new Error(`Chromium ended (${code})`)))),
    ]);
  } finally {
    browser.kill();
    server.close();
  }
}

function deferred() {
  /** @type {(value: unknown) => void} */
  let resolve = () => {};
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
