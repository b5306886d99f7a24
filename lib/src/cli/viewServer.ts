import { timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { TiterError } from "../errors.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** The page may load its own files, speak with this server and with the hub on this machine, and nothing else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What the page is told when it shows the token. */
export type ViewFacts = () => Promise<object>;

/**
 * Serves the viewer's page on this machine's loopback. Its files hold no secrets and are given to every page of this machine;
 * what to show, and where the hub is, only to who shows the token, under `/view`.
 */
export class ViewServer {
  readonly #server: Server;
  readonly #files: string;
  readonly #token: string;
  readonly #facts: ViewFacts;

  /**
   * @param files - folder of the page's files.
   * @throws TiterError `PAGE_MISSING` when the page was not built.
   */
  constructor(files: string, token: string, facts: ViewFacts) {
    if (!existsSync(join(files, "index.html"))) {
      throw new TiterError("PAGE_MISSING", {
        what: "the viewer's page was not built",
        where: { file: join(files, "index.html") },
        todo: "Run npm start -- --setup-only once.",
      });
    }
    this.#files = files;
    this.#token = token;
    this.#facts = facts;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** Begins to serve. @param port - 0 for a free one. Throws `PORT_IN_USE`. Returns the page's address, with the token. */
  async listen(port: number): Promise<string> {
    try {
      this.#server.listen(port, "127.0.0.1");
      await once(this.#server, "listening");
    } catch (cause) {
      throw TiterError.from(cause, "PORT_IN_USE", { file: String(port) }, "Give another --port, or none.");
    }
    return `http://${this.#host}/#token=${this.#token}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get #host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // of a server that listens on TCP
  }

  async #answer({ method, url = "/", headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("content-security-policy", policy);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("cross-origin-resource-policy", "same-origin");
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("cache-control", "no-store");
    const foreign = headers.origin !== undefined && headers.origin !== `http://${this.#host}`;
    // A page elsewhere whose name was made to lead here asks for its own name, not for ours.
    if (headers.host !== this.#host || foreign) return refuse(response, 403, "This server answers only its own page.");
    if (method !== "GET") return refuse(response, 405, "This server only gives.");
    const { pathname } = new URL(url, `http://${this.#host}`);
    if (pathname === "/view") return this.#tell(headers.authorization, response);
    this.#give(pathname === "/" ? "/index.html" : pathname, response);
  }

  async #tell(authorization: string | undefined, response: ServerResponse): Promise<void> {
    if (!sameText(authorization ?? "", `Bearer ${this.#token}`)) {
      return refuse(response, 401, "The token is missing or wrong. Open the address that titer view has printed.");
    }
    try {
      const text = JSON.stringify(await this.#facts());
      response.writeHead(200, { "content-type": "application/json" }).end(text);
    } catch (thrown) {
      const error = TiterError.from(thrown, "STREAM_FAILED", {}, "See `titer engine logs`.");
      response.writeHead(503, { "content-type": "application/json" }).end(JSON.stringify({ error: error.toData() }));
    }
  }

  /** Only files that lie in the folder itself, by plain names. */
  #give(pathname: string, response: ServerResponse): void {
    const name = /^\/([\w-]+(?:\.[\w-]+)*)$/.exec(pathname)?.[1];
    const type = name === undefined ? undefined : types[extname(name)];
    if (name === undefined || type === undefined || !existsSync(join(this.#files, name))) {
      refuse(response, 404, "There is no such file.");
      return;
    }
    response.writeHead(200, { "content-type": type }).end(readFileSync(join(this.#files, name)));
  }
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${why}\n`);
}

function sameText(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
