import { hubAddress, relayHub } from "titer";
import { hubTarget } from "titer/stream";
import type { Comms } from "./comms.ts";

/**
 * Tells pages where the engine's hub is, and passes text and frames on for a page that can't reach it by itself: the page sends
 * its origin when it opens the comm, gets port and token, and may then use the comm as its line.
 */
export function serveHub(comms: Comms): void {
  comms.register(hubTarget, async (comm, { data }) => {
    const { port, token } = await hubAddress(typeof data.origin === "string" ? data.origin : undefined);
    const line = relayHub(port, {
      text: (text) => comm.send({ text }),
      bytes: (bytes) => comm.send({}, { buffers: [bytes] }),
      closed: () => comm.close(),
    });
    line.catch(() => comm.close());
    comm.onMessage(async (message) => (await line).send(String(message.data.text)));
    comm.onClose(async () => (await line).close());
    comm.send({ port, token });
  });
}
