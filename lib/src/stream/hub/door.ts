import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** Most bytes of a client's message; larger ones are refused by their length. */
const messageLimit = 1 << 20;

/** A port on which viewers are let in: by their page's origin, and by their machine. The token is asked for behind it. */
export class Door {
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  /** Addresses of the machines that may come; none for every one that can reach the port. */
  #machines: readonly string[] = [];

  /** @param isOurs - whether pages of an origin may come, besides those of this machine. */
  constructor(isOurs: (origin: string) => boolean, serve: (socket: WebSocket) => void) {
    this.#server = createServer((_request, response) => response.writeHead(426).end());
    this.#sockets = new WebSocketServer({
      server: this.#server,
      maxPayload: messageLimit,
      perMessageDeflate: false,
      verifyClient: ({ req }: { readonly req: IncomingMessage }) =>
        this.#mayMachine(req.socket.remoteAddress ?? "") && mayPage(req.headers.origin, isOurs),
    });
    this.#sockets.on("error", () => {}); // the server's own, which `open` tells
    this.#sockets.on("connection", serve);
  }

  /**
   * Begins to listen: for viewers of this machine (`localhost`) on the loopback alone, for those of another one on all interfaces,
   * where only that machine is let in. Rejects with what listening throws, such as a port in use.
   *
   * @param port - 0 for any.
   * @returns the port.
   */
  async open(port: number, host = "localhost"): Promise<number> {
    const near = host === "localhost" || host === "127.0.0.1";
    this.#machines = near ? [] : (await lookup(host, { all: true })).map(({ address }) => address);
    this.#server.listen(port, near ? "127.0.0.1" : undefined);
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port; // of a server that listens on TCP
  }

  close(): void {
    this.#sockets.close();
    this.#server.close();
  }

  #mayMachine(address: string): boolean {
    const plain = address.replace(/^::ffff:/, "");
    return this.#machines.length === 0 || plain === "127.0.0.1" || this.#machines.includes(plain);
  }
}

/** Programs send no origin; they need the token like everybody else. */
function mayPage(origin: string | undefined, isOurs: (origin: string) => boolean): boolean {
  if (origin === undefined || isOurs(origin)) return true;
  const { hostname } = URL.canParse(origin) ? new URL(origin) : { hostname: "" };
  return hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
}
