import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ViewServer } from "#lib/cli/viewServer.js";

const folder = mkdtempSync(join(tmpdir(), "titer-view-"));
const token = "a".repeat(48);
const server = serverOf();
let base = "";

function serverOf(): ViewServer {
  writeFileSync(join(folder, "index.html"), "<p>page</p>");
  writeFileSync(join(folder, "page-1.js"), "1;");
  writeFileSync(join(folder, "secret.txt"), "secret");
  return new ViewServer(folder, token, async () => ({ hub: { port: 1, token: "hub" } }));
}

beforeAll(async () => {
  base = (await server.listen(0)).replace(/#.*/, "");
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Status and text of an answer, with any headers and a path that nobody tidies up. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    get({ hostname, port, path, headers }, (response) => {
      let text = "";
      response.on("data", (data) => {
        text += data;
      });
      response.on("end", () => resolve({ status: response.statusCode!, text }));
    }).on("error", reject);
  });
}

describe("the server of titer view", () => {
  test("gives the page and its scripts", async () => {
    expect(await ask("/")).toEqual({ status: 200, text: "<p>page</p>" });
    expect(await ask("/page-1.js")).toEqual({ status: 200, text: "1;" });
  });

  test.each([
    "/secret.txt",
    "/../package.json",
    "/%2e%2e/package.json",
    "/..%2fpackage.json",
    "/.hidden.js",
    "//etc/x.js",
  ])("does not give %s", async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  test("tells where the hub is to who shows the token", async () => {
    const { status, text } = await ask("/view", { authorization: `Bearer ${token}` });
    expect([status, JSON.parse(text)]).toEqual([200, { hub: { port: 1, token: "hub" } }]);
  });

  test.each([{}, { authorization: `Bearer ${"b".repeat(48)}` }, { authorization: token }])(
    "tells nothing with %j",
    async (headers) => {
      expect((await ask("/view", headers as Record<string, string>)).status).toBe(401);
    },
  );

  test("answers no page of another origin, and no other name", async () => {
    const authorization = `Bearer ${token}`;
    expect((await ask("/view", { authorization, origin: "http://evil.example" })).status).toBe(403);
    expect((await ask("/", { host: "evil.example" })).status).toBe(403);
    expect((await ask("/", { host: `localhost.evil.example:${new URL(base).port}` })).status).toBe(403);
  });

  test("says how to build the page when it is missing", () => {
    expect(() => new ViewServer(join(folder, "nowhere"), token, async () => ({}))).toThrow("was not built");
  });
});
