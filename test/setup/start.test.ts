import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { BareProject } from "./bareProject.js";

/** An address on this machine where nothing listens: what npm and pip see without a network. */
const nowhere = "http://127.0.0.1:9/";
const offline = {
  npm_config_registry: nowhere,
  npm_config_fetch_retries: "0",
  npm_config_offline: "false",
  PIP_INDEX_URL: nowhere,
  PIP_RETRIES: "0",
};

let project: BareProject;

beforeAll(() => {
  project = new BareProject();
});

afterAll(() => project[Symbol.dispose]());

/** Everything but progress lines. */
function complaint(errors: string): string {
  return errors
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("  ") && !line.startsWith("Titer in "))
    .join("\n");
}

function freshCaches(): NodeJS.ProcessEnv {
  return { npm_config_cache: join(project.folder, "npm-cache"), PIP_CACHE_DIR: join(project.folder, "pip-cache") };
}

describe("npm start refuses in one line", () => {
  test("an option that does not exist, and names the ones that do", async () => {
    const { status, errors } = await project.start(["--bowser"]);
    expect(status).toBe(1);
    expect(errors).toMatch(/^Unknown option '--bowser'\. Known: --no-browser, --port, [^\n]*\n$/);
  });

  test("a notebook that does not exist", async () => {
    const { status, errors } = await project.start(["--execute", "/no/such.ipynb"]);
    expect([status, errors]).toEqual([1, "No notebook at /no/such.ipynb: check the path after --execute.\n"]);
  });

  test("a port that is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const { status, errors } = await project.start(["--port", String(port)]);
    server.close();
    expect(status).toBe(1);
    expect(errors).toBe(`Port ${port} is in use: give another with --port, or none to take the next free one.\n`);
  });

  test("a port that is no port", async () => {
    expect((await project.start(["--port", "http"])).errors).toBe(
      "--port http is no port: give a number from 1 to 65535.\n",
    );
  });

  test("a missing Python", async () => {
    const { status, errors } = await project.start(["--setup-only"], { ...offline, PYTHON: "/no/python" });
    expect(status).toBe(1);
    expect(complaint(errors)).toMatch(/^No Python found at \/no\/python: install Python 3\.10 or newer[^\n]*$/);
  });

  test("a Python that is too old", async () => {
    const answer = `{"version": [3, 9, 2], "path": "/usr/bin/python3.9", "venv": true, "pip": true}`;
    const old = project.script("python3.9", `echo '${answer}'`);
    const { errors } = await project.start(["--setup-only"], { ...offline, PYTHON: old });
    expect(complaint(errors)).toMatch(/^Python 3\.9\.2 at \/usr\/bin\/python3\.9 is too old: install Python 3\.10/);
  });

  test.each([
    ["venv", "venv", /has no venv: install it \(Debian, Ubuntu: apt-get install python3-venv\)/],
    ["pip", "ensurepip", /has no pip \(ensurepip\): install it/],
  ])("a Python without %s", async (_name, module, message) => {
    const shadow = join(project.folder, `without-${module}`);
    mkdirSync(shadow);
    writeFileSync(join(shadow, `${module}.py`), `raise ImportError("not installed")\n`);
    const shadowed = project.script(`python-without-${module}`, `PYTHONPATH=${shadow} exec python3 "$@"`);
    const { status, errors } = await project.start(["--setup-only"], { ...offline, PYTHON: shadowed });
    expect(status).toBe(1);
    expect(complaint(errors)).toMatch(message);
    expect(complaint(errors)).not.toContain("\n");
  });

  test("no network, and leaves nothing that the next set-up would take for done", async () => {
    const { status, errors } = await project.start(["--setup-only"], { ...offline, ...freshCaches() });
    expect(status).toBe(1);
    expect(complaint(errors)).toMatch(
      /^No network: (npm|pip) could not reach its package index\. Connect [^\n]* run the command again\.$/,
    );
    for (const left of [".titer/setup.lock", ".titer/venv/titer.stamp", "node_modules/.titer-stamp"]) {
      expect(existsSync(join(project.folder, left))).toBe(false);
    }
  }, 60_000);
});
