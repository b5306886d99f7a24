import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Ports, WireClient } from "./wireClient.js";

/** A kernel in its own process, in an empty folder that stands for the notebook's, and a client of it. */
export class KernelProcess {
  readonly client: WireClient;
  readonly folder: string;
  readonly ports: Ports;
  readonly key: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, folder: string, ports: Ports, key: string) {
    this.#child = child;
    this.folder = folder;
    this.ports = ports;
    this.key = key;
    this.client = new WireClient(ports, key);
  }

  /** @param env variables beside those of this process */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<KernelProcess> {
    const folder = await mkdtemp(join(tmpdir(), "titer-kernel-"));
    const [shell_port = 0, control_port = 0, stdin_port = 0, iopub_port = 0, hb_port = 0] = await freePorts(5);
    const ports = { shell_port, control_port, stdin_port, iopub_port, hb_port };
    const key = "a-test-key";
    const file = join(folder, "connection.json");
    const connection = { transport: "tcp", ip: "127.0.0.1", ...ports, key, signature_scheme: "hmac-sha256" };
    await writeFile(file, JSON.stringify(connection));
    const main = resolve("kernel/dist/main.js");
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, file], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const kernel = new KernelProcess(child, folder, ports, key);
    await kernel.client.waitFor(({ type }) => type === "iopub_welcome");
    await kernel.client.request("kernel_info_request", {});
    return kernel;
  }

  /** Resolves with the exit code when the process ends. */
  async exited(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    const [code] = await once(this.#child, "exit");
    return code;
  }

  async stop(): Promise<void> {
    this.client.close();
    const running = this.#child.exitCode === null && this.#child.signalCode === null;
    const ended = running ? once(this.#child, "exit") : undefined;
    this.#child.kill("SIGKILL");
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Ports that were free just now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
