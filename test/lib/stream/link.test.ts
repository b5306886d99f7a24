import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, jest, test } from "@jest/globals";
import { WebSocket } from "ws";
import { newPlane, type Plane } from "#lib/image/plane.js";
import { Hub } from "#lib/stream/hub/hub.js";
import type { PlaneSources } from "#lib/stream/hub/pixels.js";
import { directCandidate, HubClient, openTransport, type SocketLike } from "#lib/stream/index.js";
import { newTap, offerPlane } from "#lib/stream/tap.js";
import { throttled } from "#setup/throttle.js";

jest.setTimeout(60_000); // megabytes over a slow line on a busy machine

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const at = { well: "A01", site: 1, channel: 1, z: 1, timepoint: 1 };

function scene(): Plane {
  const plane = newPlane({ dtype: "uint16", height: 1024, width: 1024 });
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = (i * 2654435761) >>> 16;
  return plane;
}

const sources: PlaneSources = {
  describe: () => Promise.reject(new Error("not asked for")),
  read: async () => scene(),
  part: async () => undefined,
  state: async () => "",
  kept: async () => [],
  shapes: async () => [],
};

async function hubAndClient(through?: { bytesPerSecond: number; delayMs: number }, from = sources) {
  const hub = new Hub("token", from);
  let port = await hub.listen();
  closing.push(() => hub.close());
  if (through) {
    const line = await throttled(port, through);
    port = line.port;
    closing.push(line.close);
  }
  const connect = (url: string) => new WebSocket(url) as unknown as SocketLike; // ws has the browser's members
  const client = await HubClient.connect(await openTransport([directCandidate(port, connect)]), "token");
  closing.push(() => client.close());
  return { hub, client };
}

test("over a slow line a coarse level of a region comes before the fine one, and both are whole", async () => {
  const { client } = await hubAndClient({ bytesPerSecond: 20e6, delayMs: 15 });
  const order: number[] = [];
  const source = { kind: "folder", path: "/plate" } as const;
  const ask = async (level: number, side: number) => {
    const region = { y: 0, x: 0, height: side, width: side };
    const frame = await client.planes([{ source, ...at, level, region }]);
    order.push(level);
    return frame;
  };
  const [coarse, fine] = await Promise.all([ask(3, 128), ask(0, 1024)]);
  expect(order).toEqual([3, 0]);
  expect(coarse.planes[0]).toMatchObject({ height: 128, width: 128 });
  expect(Buffer.compare(Buffer.from(fine.pixels[0]!.slice().buffer), Buffer.from(scene().data.slice().buffer))).toBe(0);
});

test("a request that was stopped is not read", async () => {
  const read = jest.fn(sources.read);
  const { client } = await hubAndClient(undefined, { ...sources, read });
  const source = { kind: "folder", path: "/plate" } as const;
  const stop = new AbortController();
  const first = client.planes([{ source, ...at, level: 0 }]);
  const second = client.planes([{ source, ...at, well: "B02", level: 0 }], stop.signal);
  stop.abort();
  await expect(second).rejects.toMatchObject({ code: "STREAM_STOPPED" });
  await first;
  await client.planes([{ source, ...at, well: "C03", level: 0 }]); // behind it
  expect(read.mock.calls.map(([, well]) => well)).toEqual(["A01", "C03"]);
});

test("10,000 frames leave the hub's and the viewer's memory as it was", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { hub, client } = await hubAndClient();
  const tap = newTap();
  hub.begin({ runId: "run", tap, steps: [{ planned: 0, index: 0, name: "s", streams: [], kept: [] }], channels: [] });
  const plane = newPlane({ dtype: "uint16", height: 64, width: 64 });
  const { well, ...id } = at;
  const offer = () => offerPlane(tap, { runId: "run", step: 0, well, id, plane }, (made) => hub.take(made));
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  let shown = 0;
  const after: number[] = [];
  await new Promise<void>((resolve) => {
    const frame = ({ planes }: { readonly planes: readonly unknown[] }) => {
      const before = shown;
      shown += planes.length;
      for (const mark of [2000, 10_000]) if (before < mark && shown >= mark) after.push(used());
      if (shown >= 10_000) resolve();
      setImmediate(offer);
    };
    client.watch("run", { frame }, { credits: 2, delivery: "every" });
    client.sessions().then(() => [offer(), offer()]);
  });
  const [early = 0, late = 0] = after;
  expect(late - early).toBeLessThan(16 << 20); // 8,000 frames had 64 MB; some is code that got compiled meanwhile
});
