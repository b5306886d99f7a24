import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { TiterError } from "#lib/errors.js";
import { newPlane, type Plane } from "#lib/image/plane.js";
import { Hub } from "#lib/stream/hub/hub.js";
import type { PlaneSources } from "#lib/stream/hub/pixels.js";
import {
  directCandidate,
  type Frame,
  HubClient,
  openTransport,
  proxiedCandidate,
  type SocketLike,
  type Source,
} from "#lib/stream/index.js";
import { newTap, offerPlane, type Tapped } from "#lib/stream/tap.js";

const token = "ab".repeat(32);
const source: Source = { kind: "folder", path: "/plate" };
const wells = ["A01", "A02", "B01"];
const at = { site: 1, channel: 1, z: 1, timepoint: 1 };

/** A plane of 40 x 60 whose pixels say where they are, and which well they are from. */
function scene(well: string): Plane {
  const plane = newPlane({ dtype: "uint16", height: 40, width: 60 });
  for (let y = 0; y < 40; y++)
    for (let x = 0; x < 60; x++) plane.data[y * 60 + x] = 1000 * wells.indexOf(well) + 10 * y + x;
  return plane;
}

const sources: PlaneSources = {
  describe: async () => ({
    ...{ name: "plate", wells, sites: [1], channels: [{ id: 1, name: "DAPI" }], zPlanes: [1], timepoints: [1] },
    ...{ shape: { y: 40, x: 60 }, dtype: "uint16", content: "image", pixelSizeUm: 0.5, positions: [], steps: [] },
  }),
  read: async (_source, well) => {
    if (well === "B01") throw new TiterError("PLANE_NOT_WRITTEN", { what: "not yet", todo: "wait" });
    return scene(well);
  },
  part: async () => undefined,
  state: async () => "",
  kept: async () => [at],
  shapes: async () => [],
};

const hub = new Hub(token, sources);
let port = 0;
const connect = (url: string) => new WebSocket(url) as unknown as SocketLike; // ws has the browser's members
const client = async () => HubClient.connect(await openTransport([directCandidate(port, connect)]), token);

beforeAll(async () => {
  port = await hub.listen();
});
afterAll(() => hub.close());

describe("the door", () => {
  /** What a raw socket hears until it is closed, and with which code. */
  async function heard(text: string | Buffer, origin?: string): Promise<{ code: number; texts: string[] }> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, origin === undefined ? {} : { origin });
    const texts: string[] = [];
    socket.on("message", (data) => texts.push(String(data)));
    socket.on("error", () => {});
    socket.on("open", () => socket.send(text));
    const [code] = await once(socket, "close");
    return { code, texts };
  }
  const hello = (given: string, version = 2) => JSON.stringify({ kind: "hello", id: 1, token: given, version });

  test.each([
    ["a wrong token", hello("ac".repeat(32)), "STREAM_REFUSED"],
    ["no greeting", JSON.stringify({ kind: "sessions", id: 1 }), "STREAM_REFUSED"],
    ["another version", hello(token, 99), "STREAM_VERSION"],
    ["what is no JSON", "hello?", "BAD_MESSAGE"],
    ["an unknown kind", JSON.stringify({ kind: "eval", id: 1, code: "process.exit()" }), "BAD_MESSAGE"],
    ["a field of the wrong type", JSON.stringify({ kind: "hello", id: 1, token: 7, version: 2 }), "BAD_MESSAGE"],
    ["bytes", Buffer.from([1, 2, 3]), "BAD_MESSAGE"],
  ])("%s is refused with its reason", async (_, text, code) => {
    const { code: closed, texts } = await heard(text);
    expect(closed).toBe(1008);
    expect(texts.map((line) => JSON.parse(line))).toEqual([
      { kind: "error", id: null, error: expect.objectContaining({ code }) },
    ]);
  });

  test("a message over the limit ends the line without being kept", async () => {
    expect((await heard("x".repeat((1 << 20) + 1))).code).toBe(1009);
  });

  test("a page of another origin does not come in, one of this machine does", async () => {
    const other = new WebSocket(`ws://127.0.0.1:${port}/`, { origin: "https://evil.example" });
    const [error] = await once(other, "error");
    expect(String(error)).toContain("401");
    const own = new WebSocket(`ws://127.0.0.1:${port}/`, { origin: "http://localhost:8888" });
    await once(own, "open");
    own.close();
    hub.allow("https://hub.example.org");
    const allowed = new WebSocket(`ws://127.0.0.1:${port}/`, { origin: "https://hub.example.org" });
    await once(allowed, "open");
    allowed.close();
  });

  test("ways that do not work are passed over, and the one that does is named", async () => {
    const line = await openTransport([
      proxiedCandidate("http://127.0.0.1:1/", port, connect),
      directCandidate(port, connect),
    ]);
    expect(line.name).toBe("WebSocket");
    line.close();
    await expect(openTransport([directCandidate(1, connect)])).rejects.toMatchObject({ code: "STREAM_UNREACHABLE" });
  });
});

describe("planes by address", () => {
  test("several parts of planes come in one frame, in order, cut to what there is", async () => {
    const line = await client();
    const region = { y: 30, x: 50, height: 20, width: 20 };
    const frame = await line.planes([
      { source, well: "A02", ...at, level: 0, region },
      { source, well: "A01", ...at, level: 0 },
    ]);
    expect(frame.planes[0]).toMatchObject({ well: "A02", y: 30, x: 50, height: 10, width: 10 });
    expect(frame.pixels[0]?.[0]).toBe(1000 + 300 + 50);
    expect([...(frame.pixels[1] ?? [])]).toEqual([...scene("A01").data]);
    line.close();
  });

  test("a coarser level is the mean of four pixels", async () => {
    const line = await client();
    const frame = await line.planes([{ source, well: "A01", ...at, level: 1 }]);
    expect(frame.planes[0]).toMatchObject({ height: 20, width: 30, level: 1 });
    expect([...(frame.pixels[0] ?? [])].slice(0, 3)).toEqual([6, 8, 10]); // means of 0 1 10 11, 2 3 12 13, ..., rounded
    line.close();
  });

  test("a plane that is not there fails its request alone", async () => {
    const line = await client();
    await expect(line.planes([{ source, well: "B01", ...at, level: 0 }])).rejects.toMatchObject({
      code: "PLANE_NOT_WRITTEN",
    });
    expect((await line.describe(source)).wells).toEqual(wells);
    line.close();
  });

  test("an overview has all wells that are there, with all channels asked for, and then ends", async () => {
    const line = await client();
    const frames: Frame[] = [];
    const end = await new Promise((resolve) => {
      line.overview(source, [1], 16, { frame: (frame) => void frames.push(frame), end: resolve });
    });
    const planes = frames.flatMap((frame) => frame.planes);
    expect(planes.map(({ well, height, width, level }) => [well, height, width, level])).toEqual([
      ["A01", 10, 15, 2],
      ["A02", 10, 15, 2],
    ]);
    expect(end).toMatchObject({ state: "complete", sent: 2 });
    line.close();
  });
});

describe("live frames", () => {
  let runs = 0;
  const stream = {
    ...{ viewer: "napari" as const, session: "napari:5555", wells: ["A01"], persistent: true },
    ...{
      layers: ["source" as const, "well" as const, "channel" as const],
      colormap: "gray",
      sizes: "separate_layers" as const,
    },
    ...{ listen: null, replace: true, autoContrast: true },
  };

  /** A run with one step, and how its workers make a plane. */
  function run(streams: readonly (typeof stream)[] = []) {
    const runId = `run-${++runs}`;
    const tap = newTap();
    const channels = [{ id: 1, name: "DAPI" }];
    hub.begin({ runId, tap, steps: [{ planned: 0, index: 2, name: "gaussian", streams, kept: [] }], channels });
    let posted = 0;
    const make = (value: number): boolean => {
      const plane = newPlane({ dtype: "uint8", height: 1, width: 1 });
      plane.data[0] = value;
      const before = posted;
      offerPlane(tap, { runId, step: 0, well: "A01", id: { ...at, site: value }, plane }, (made: Tapped) => {
        posted++;
        hub.take(made);
      });
      return posted > before;
    };
    return { runId, make };
  }

  /** A viewer that shows frames when it is told to. */
  function viewer() {
    const shown: Frame[] = [];
    const release: (() => void)[] = [];
    let came: () => void = () => {};
    const frame = (got: Frame) => {
      shown.push(got);
      came();
      return new Promise<void>((resolve) => release.push(resolve));
    };
    const count = async (wanted: number) => {
      while (shown.length < wanted) {
        await new Promise<void>((resolve) => {
          came = resolve;
        });
      }
    };
    return { shown, release, frame, count };
  }

  test("a worker copies nothing while nobody waits", () => {
    expect(run().make(1)).toBe(false);
  });

  test("with `latest`, a viewer without credit costs nothing and gets a new frame when it has shown the old one", async () => {
    const line = await client();
    const { runId, make } = run();
    const { shown, release, frame, count } = viewer();
    line.watch(runId, { frame }, { credits: 1 });
    await line.sessions(); // behind the watch
    expect([make(1), make(2), make(3)]).toEqual([true, false, false]);
    await count(1);
    release.pop()?.();
    await line.sessions(); // behind the credit
    expect(make(4)).toBe(true);
    await count(2);
    expect(shown.map(({ pixels }) => pixels[0]?.[0])).toEqual([1, 4]);
    line.close();
  });

  test("with `every`, all planes come in order, numbered, small ones that wait together in one frame; the end says how many", async () => {
    const line = await client();
    const { runId, make } = run();
    const { shown, release, frame, count } = viewer();
    const end = new Promise((resolve) => line.watch(runId, { frame, end: resolve }, { delivery: "every", credits: 1 }));
    await line.sessions();
    for (let value = 1; value <= 5; value++) expect(make(value)).toBe(true);
    hub.end(runId, "completed");
    for (let n = 1; n <= 2; n++) {
      await count(n);
      release.pop()?.();
    }
    expect(await end).toMatchObject({ state: "completed", sent: 5, skipped: 0 });
    expect(shown.map(({ sequence, pixels }) => [sequence, pixels.map(([value]) => value)])).toEqual([
      [1, [1]],
      [2, [2, 3, 4, 5]],
    ]);
    line.close();
  });

  test("a session keeps what is streamed to it until a viewer opens it, under the layer's name", async () => {
    const line = await client();
    const { runId, make } = run([stream]);
    make(7);
    make(8);
    make(7); // the same place again: it replaces the first
    hub.end(runId, "completed");
    expect(await line.sessions()).toEqual([
      expect.objectContaining({ session: "napari:5555", state: "waiting", viewers: 0, queued: 2, silentMs: null }),
    ]);
    const { shown, frame, count } = viewer();
    const leave = line.open("napari:5555", { frame });
    await count(2);
    expect(shown[0]?.planes[0]?.layer).toEqual({
      ...{ session: "napari:5555", viewer: "napari", colormap: "gray", sizes: "separate_layers", autoContrast: true },
      ...{ layer: "Step_02_gaussian_Well_A01_Channel_DAPI", stack: { site: 8, z: 1, timepoint: 1 } },
    });
    expect(await line.sessions()).toEqual([expect.objectContaining({ state: "open", viewers: 1 })]);
    leave();
    expect(await line.sessions()).toEqual([expect.objectContaining({ state: "waiting", viewers: 0, queued: 2 })]);
    line.close();
  });

  test("a session is closed when its viewers agree, or at once by force", async () => {
    const line = await client();
    const [polite, forced] = ["one", "two"];
    let leave = () => {};
    const asked = new Promise<void>((resolve) => {
      leave = line.open(polite, { frame: () => {}, quit: resolve });
    });
    line.open(forced, { frame: () => {} });
    await line.endSession(polite, "quit");
    await asked;
    const states = async () =>
      Object.fromEntries((await line.sessions()).map(({ session, state }) => [session, state]));
    expect(await states()).toMatchObject({ one: "quitting", two: "open" });
    leave();
    await line.endSession(forced, "force");
    const left = await states();
    expect([left.one, left.two]).toEqual([undefined, undefined]);
    await expect(line.endSession("three", "quit")).rejects.toMatchObject({ code: "UNKNOWN_SESSION" });
    line.close();
  });

  test("a run that does not go on can't be watched", async () => {
    const line = await client();
    const lost = new Promise((resolve) => line.watch("run-x", { frame: () => {}, lost: resolve }));
    expect(await lost).toMatchObject({ code: "RUN_NOT_GOING" });
    line.close();
  });
});
