import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * A line to a port of this machine that is as slow as one over a network: for tests and benchmarks of what goes over it.
 *
 * @param {number} port to which everything is passed on
 * @param {{ bytesPerSecond: number, delayMs: number }} link the rate of each direction, and how long each byte is on its way
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export async function throttled(port, { bytesPerSecond, delayMs }) {
  const sockets = new Set();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const { from, to } of [
      { from: near, to: far },
      { from: far, to: near },
    ]) {
      sockets.add(from);
      from.setNoDelay(true);
      let free = 0;
      /** @type {{ piece: Buffer, due: number }[]} What is on its way, in order. */
      const way = [];
      const arrive = () => {
        while (way[0] && way[0].due <= performance.now())
          to.write(/** @type {{ piece: Buffer }} */ (way.shift()).piece);
        if (way[0]) setTimeout(arrive, way[0].due - performance.now());
      };
      from.on("data", (/** @type {Buffer} */ piece) => {
        const now = performance.now();
        free = Math.max(free, now) + (piece.length / bytesPerSecond) * 1000;
        way.push({ piece, due: free + delayMs });
        if (way.length === 1) setTimeout(arrive, free + delayMs - now);
        from.pause(); // what the line can't take stays with its sender
        setTimeout(() => from.resume(), Math.max(0, free - now - 5));
      });
      from.on("close", () => setTimeout(() => to.destroy(), delayMs));
      from.on("error", () => to.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: address.port, close };
}
