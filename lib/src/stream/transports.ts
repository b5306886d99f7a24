import { messageOf, TiterError } from "../errors.ts";
import { HubClient, type Transport } from "./client.ts";

/** What is used of a browser's `WebSocket` (or of the package `ws`). */
export interface SocketLike {
  binaryType: string;
  send(data: string): void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** What is used of a Jupyter comm whose other end passes on to the hub. */
export interface CommLike {
  send(data: unknown): void;
  close(): void;
  onMsg: (message: {
    readonly content: { readonly data: unknown };
    readonly buffers?: readonly (ArrayBuffer | ArrayBufferView)[];
  }) => void;
  onClose: () => void;
}

/** A way to the hub that may or may not work here. */
export interface Candidate {
  readonly name: string;
  readonly open: () => Promise<Transport>;
}

/** Tries ways to the hub in the order given: the first that opens is taken, and its name says which. Throws `STREAM_UNREACHABLE` with why each failed. */
export async function openTransport(candidates: readonly Candidate[]): Promise<Transport> {
  const failures: string[] = [];
  for (const { name, open } of candidates) {
    try {
      return await open();
    } catch (thrown) {
      failures.push(`${name}: ${messageOf(thrown)}`);
    }
  }
  throw new TiterError("STREAM_UNREACHABLE", {
    what: "the engine's hub can't be reached",
    todo: "Check that the engine runs (titer engine status) and, on a remote server, that jupyter-server-proxy is installed.",
    details: { failures },
  });
}

/**
 * A WebSocket to the hub's port on this machine.
 *
 * @param connect - makes the socket: `(url) => new WebSocket(url)`.
 */
export function directCandidate(port: number, connect: (url: string) => SocketLike): Candidate {
  return socketCandidate("WebSocket", `ws://127.0.0.1:${port}/`, connect);
}

/**
 * A WebSocket through jupyter-server-proxy.
 *
 * @param base - URL of the Jupyter server, with a slash at its end.
 */
export function proxiedCandidate(base: string, port: number, connect: (url: string) => SocketLike): Candidate {
  const url = `${base.replace(/^http/, "ws")}proxy/${port}/`;
  return socketCandidate("WebSocket through the Jupyter server", url, connect);
}

/**
 * The hub of a notebook's kernel: asks over a comm where it is, then tries a WebSocket on this machine, one through the Jupyter
 * server, and at last the comm itself. `transport` of the client says which it is.
 *
 * @param comm - just opened, with the page's origin as its data, under {@link hubTarget}.
 * @param base - URL of the Jupyter server, with a slash at its end.
 */
export async function connectHub(
  comm: CommLike,
  base: string,
  connect: (url: string) => SocketLike,
): Promise<HubClient> {
  const { port, token } = await new Promise<{ readonly port: number; readonly token: string }>((resolve, reject) => {
    comm.onMsg = ({ content: { data } }) => resolve(data as { port: number; token: string }); // our kernel's first word
    comm.onClose = () => reject(new Error("the kernel closed its comm"));
  });
  const candidates = [directCandidate(port, connect), proxiedCandidate(base, port, connect), commCandidate(() => comm)];
  const line = await openTransport(candidates);
  return HubClient.connect(line, token);
}

/** A comm of the notebook's kernel, which passes text and frames on: slower, and works wherever a notebook does. */
export function commCandidate(comm: () => CommLike): Candidate {
  const name = "kernel comm";
  return {
    name,
    open: async () => {
      const line = comm();
      const transport: Transport = {
        name,
        send: (text) => line.send({ text }),
        close: () => line.close(),
        onText: () => {},
        onBytes: () => {},
        onClose: () => {},
      };
      line.onMsg = ({ content: { data }, buffers = [] }) => {
        const { text } = data as { readonly text?: string }; // our kernel's side of the comm
        if (text !== undefined) transport.onText(text);
        for (const buffer of buffers) transport.onBytes(exactBuffer(buffer));
      };
      line.onClose = () => transport.onClose("the kernel closed its comm");
      return transport;
    },
  };
}

function socketCandidate(name: string, url: string, connect: (url: string) => SocketLike): Candidate {
  return {
    name,
    open: () =>
      new Promise((resolve, reject) => {
        const socket = connect(url);
        socket.binaryType = "arraybuffer";
        const transport: Transport = {
          name,
          send: (text) => socket.send(text),
          close: () => socket.close(),
          onText: () => {},
          onBytes: () => {},
          onClose: () => {},
        };
        socket.onopen = () => resolve(transport);
        socket.onmessage = ({ data }: { readonly data: string | ArrayBuffer }) =>
          typeof data === "string" ? transport.onText(data) : transport.onBytes(data);
        socket.onclose = ({ reason }: { readonly reason?: string }) => {
          reject(new Error(reason || "the connection was refused"));
          transport.onClose(reason ?? "");
        };
        socket.onerror = () => {}; // a close follows, which says what there is to say
      }),
  };
}

function exactBuffer(buffer: ArrayBuffer | ArrayBufferView): ArrayBuffer {
  if (!ArrayBuffer.isView(buffer)) return buffer;
  const whole = buffer.byteOffset === 0 && buffer.byteLength === buffer.buffer.byteLength;
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  return whole && buffer.buffer instanceof ArrayBuffer ? buffer.buffer : bytes.slice().buffer;
}
