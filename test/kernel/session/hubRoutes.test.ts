import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { WebSocket } from "ws";
import { type CommLike, connectHub, type HubClient, type PlaneAddress, type SocketLike } from "#lib/stream/index.js";
import { ownEngine, temporaryFolder, writePlate } from "../../lib/engine/support.js";
import { KernelProcess } from "../support/kernelProcess.js";

jest.setTimeout(120_000); // a kernel, an engine and a Jupyter server start on a busy machine

const folder = temporaryFolder();
ownEngine(folder);
const path = writePlate(join(folder, "plate"), ["A01"], 1, 1, 1);
const address: PlaneAddress = {
  source: { kind: "folder", path },
  ...{ well: "A01", site: 1, channel: 1, z: 1, timepoint: 1, level: 0 },
};
const jupyter = resolve(".titer/venv/bin/jupyter-server");

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

/** A comm of the kernel as a page has it, over ZeroMQ. */
async function pageComm(): Promise<CommLike> {
  const { client } = kernel;
  const comm_id = `hub-${Math.random()}`;
  const comm: CommLike = {
    send: (data) => void client.send("shell", "comm_msg", { comm_id, data }),
    close: () => void client.send("shell", "comm_close", { comm_id, data: {} }),
    onMsg: () => {},
    onClose: () => {},
  };
  let taken = 0;
  const listening = setInterval(() => {
    for (const { type, content, buffers } of client.seen.slice(taken)) {
      if (type === "comm_msg" && content.comm_id === comm_id) {
        comm.onMsg({ content: { data: content.data }, buffers: buffers.map((buffer) => new Uint8Array(buffer)) });
      }
    }
    taken = client.seen.length;
  }, 5);
  listening.unref();
  await client.send("shell", "comm_open", { comm_id, target_name: "titer.hub", data: {} });
  return comm;
}

/** The plane over a line, beside the same plane over the engine's own port. */
async function expectPlane(hub: HubClient): Promise<void> {
  const frame = await hub.planes([address]);
  expect(frame.planes[0]).toMatchObject({ well: "A01", height: 96, width: 128, dtype: "uint16" });
  expect(frame.pixels[0]?.length).toBe(96 * 128);
  expect(Math.max(...(frame.pixels[0] ?? []))).toBeGreaterThan(3000); // the discs
  hub.close();
}

const connect = (url: string): SocketLike => new WebSocket(url) as unknown as SocketLike; // ws has the browser's members
const nowhere = (): SocketLike => connect("ws://127.0.0.1:1/");

test("a page on this machine reaches the hub by itself, where its kernel says it is", async () => {
  const hub = await connectHub(await pageComm(), "http://127.0.0.1:1/", connect);
  expect(hub.transport).toBe("WebSocket");
  await expectPlane(hub);
});

test("a page that no socket reaches gets frames through the kernel", async () => {
  const hub = await connectHub(await pageComm(), "http://127.0.0.1:1/", nowhere);
  expect(hub.transport).toBe("kernel comm");
  await expectPlane(hub);
});

(existsSync(jupyter) || process.env.CI === "true" ? test : test.skip)(
  "a page that reaches the Jupyter server alone gets frames through jupyter-server-proxy, with the server's token (.titer/venv)",
  async () => {
    const token = "a-server-token";
    const home = mkdtempSync(join(tmpdir(), "titer-proxy-"));
    const server = await startServer(home, token);
    try {
      const base = `http://127.0.0.1:${server.port}/`;
      const proxied = (given: string) => (url: string) => {
        if (!url.includes("/proxy/")) return nowhere();
        return new WebSocket(url, { headers: { Authorization: `token ${given}` } }) as unknown as SocketLike;
      };
      const hub = await connectHub(await pageComm(), base, proxied(token));
      expect(hub.transport).toBe("WebSocket through the Jupyter server");
      await expectPlane(hub);
      const refused = await connectHub(await pageComm(), base, proxied("wrong"));
      expect(refused.transport).toBe("kernel comm");
      refused.close();
    } finally {
      server.child.kill("SIGKILL");
      await once(server.child, "exit");
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);

/** A Jupyter server of its own with jupyter-server-proxy, when it answers. */
async function startServer(
  home: string,
  token: string,
): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const port = await freePort();
  const flags = ["--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0", `--ServerApp.port=${port}`];
  const child = spawn(jupyter, [...flags, `--ServerApp.root_dir=${home}`, `--IdentityProvider.token=${token}`], {
    env: { ...process.env, HOME: home, JUPYTER_CONFIG_DIR: home, JUPYTER_DATA_DIR: home, JUPYTER_RUNTIME_DIR: home },
    stdio: "ignore",
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the Jupyter server ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/api/status?token=${token}`).catch(() => undefined);
    if (answer?.ok) return { port, child };
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { readonly port: number };
  probe.close();
  return port;
}
