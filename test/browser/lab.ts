import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const jupyter = resolve(".titer/venv/bin/jupyter-lab");
const share = resolve(".titer/share/jupyter");

/** A JupyterLab server of its own: own configuration, own working folder, only on this machine. */
export interface Lab {
  /** Address with a path and the token. */
  page(path: string): string;
  /** The server's working folder. */
  readonly root: string;
  stop(): Promise<void>;
}

/** What keeps a JupyterLab from starting here, or null. */
export function labMissing(): string | null {
  if (!existsSync(jupyter)) return "no JupyterLab in .titer/venv; `npm start` makes it";
  const needed = ["labextensions/@titer/jupyterlab/package.json", "kernels/titer/kernel.json"];
  const missing = needed.filter((path) => !existsSync(join(share, path)));
  return missing.length === 0
    ? null
    : `${missing.join(", ")} missing in .titer/share/jupyter; \`npm start\` builds them`;
}

/** What else a server is started with. */
export interface LabOptions {
  /** Whether our extension is there. Default: true. */
  readonly extension?: boolean;
}

/** Starts JupyterLab in a new folder with these files (path to text) and settings (by plugin) and waits until it answers. */
export async function startLab(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, object>> = {},
  { extension = true }: LabOptions = {},
): Promise<Lab> {
  const home = await mkdtemp(join(tmpdir(), "titer-lab-"));
  const root = join(home, "work");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const quiet = { "@jupyterlab/apputils-extension/notification": { fetchNews: "false" } };
  for (const [plugin, values] of Object.entries({ ...quiet, ...settings })) {
    const path = join(home, "settings", `${plugin}.jupyterlab-settings`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(values));
  }
  const extensions = await installedExtensions(join(home, "labextensions"), extension);
  const token = randomBytes(24).toString("hex");
  const port = await freePort();
  const server = spawn(jupyter, argumentsOf(port, token, root, extensions), {
    env: environmentOf(home),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: Buffer[] = [];
  server.stdout.on("data", (data: Buffer) => log.push(data));
  server.stderr.on("data", (data: Buffer) => log.push(data));
  const base = `http://127.0.0.1:${port}`;
  await answering(`${base}/api/status?token=${token}`, server, log);
  return {
    page: (path) => `${base}/${path}?token=${token}`,
    root,
    stop: async () => {
      const ended = new Promise((done) => server.once("exit", done));
      server.kill("SIGTERM");
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

function argumentsOf(port: number, token: string, root: string, extensions: string): string[] {
  return [
    `--LabApp.labextensions_path=${extensions}`,
    `--JupyterNotebookApp.labextensions_path=${extensions}`, // Notebook 7, on the same server at /tree and /notebooks
    "--JupyterNotebookApp.expose_app_in_browser=True",
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    `--ServerApp.port=${port}`,
    "--ServerApp.port_retries=0",
    `--ServerApp.root_dir=${root}`,
    `--IdentityProvider.token=${token}`,
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.expose_app_in_browser=True",
  ];
}

function environmentOf(home: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${dirname(jupyter)}:${process.env.PATH ?? ""}`,
    JUPYTER_PATH: share,
    TITER_HOME: process.env.TITER_HOME ?? resolve(".titer/home"), // as npm start has it, so that the sample plate is fetched once
    XDG_RUNTIME_DIR: home, // an engine of its own, which ends soon after
    TITER_ENGINE_IDLE_SECONDS: "2",
    JUPYTER_CONFIG_DIR: join(home, "config"),
    JUPYTER_DATA_DIR: join(home, "data"),
    JUPYTER_RUNTIME_DIR: join(home, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: join(home, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(home, "workspaces"),
  };
}

/**
 * A folder with links to the extensions that users have: ours and those of our requirements. Others in the environment of a
 * developer, such as Python's plotly, would draw in place of ours.
 */
async function installedExtensions(folder: string, ours: boolean): Promise<string> {
  await mkdir(folder);
  const installed = resolve(".titer/venv/share/jupyter/labextensions");
  const names = ["@jupyter-widgets", "anywidget", "jupyterlab_pygments"];
  for (const name of names) await symlink(join(installed, name), join(folder, name));
  if (ours) await symlink(join(share, "labextensions/@titer"), join(folder, "@titer"));
  return folder;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function answering(url: string, server: ChildProcess, log: readonly Buffer[]): Promise<void> {
  const patience = AbortSignal.timeout(90_000);
  while (server.exitCode === null && !patience.aborted) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await wait(200);
  }
  server.kill("SIGKILL");
  throw new Error(`JupyterLab did not start:\n${Buffer.concat(log).toString()}`);
}
