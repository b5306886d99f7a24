import { WebSocket } from "ws";
import { connectEngine } from "#lib/engine/launch.js";
import {
  directCandidate,
  type Frame,
  type FramePlane,
  type FrameShapes,
  HubClient,
  openTransport,
  type Shapes,
  type SocketLike,
} from "#lib/stream/index.js";

/** A socket as pages have it; the package ws has the members that are used. */
export const connectSocket = (url: string): SocketLike => new WebSocket(url) as unknown as SocketLike;

/** A viewer of this user's engine. */
export async function hubClient(): Promise<HubClient> {
  const engine = await connectEngine();
  const { port, token } = await engine.request({ kind: "hub" });
  engine.close();
  return HubClient.connect(await openTransport([directCandidate(port, connectSocket)]), token);
}

/** What a session has shown. */
export interface Shown {
  readonly planes: (FramePlane & { readonly pixels: Frame["pixels"][number] })[];
  readonly shapes: (FrameShapes & { readonly arrays: Shapes })[];
}

/** Opens a session until it has shown so many planes and shapes. */
export async function shownBy(hub: HubClient, session: string, count: number): Promise<Shown> {
  const shown: Shown = { planes: [], shapes: [] };
  await new Promise<void>((resolve, lost) => {
    const leave = hub.open(session, {
      frame: ({ planes, pixels, shapes, arrays }) => {
        for (const [i, plane] of planes.entries()) shown.planes.push({ ...plane, pixels: pixels[i]! });
        for (const [i, facts] of shapes.entries()) shown.shapes.push({ ...facts, arrays: arrays[i]! });
        if (shown.planes.length + shown.shapes.length < count) return;
        leave();
        resolve();
      },
      lost,
    });
  });
  return shown;
}
