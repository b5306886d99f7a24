import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { hubAddress } from "../engine/hubRelay.ts";
import { openPlate } from "../microscopes/disk/plate.ts";
import { numberOption, parseCommand, usageError } from "./command.ts";
import { ViewServer } from "./viewServer.ts";

const usage = "titer view STORE or PLATE [--port N] [--no-browser]";

const options = { port: { type: "string" }, "no-browser": { type: "boolean" }, help: { type: "boolean" } } as const;

/** `titer view`: shows a plate or a store in a browser, until Ctrl-C; pixels come from the engine's hub. */
export async function view(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, options, usage, 1);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [folder] = positionals;
  if (folder === undefined) throw usageError("a plate's or a store's folder is needed", usage);
  const port = numberOption("port", values.port, { absent: 0, min: 0, max: 65535 }, usage);
  const { path } = await openPlate(folder); // what can't be opened is refused here, not in the page
  const page = fileURLToPath(new URL("../view", import.meta.url));
  const server = new ViewServer(page, randomBytes(24).toString("hex"), async () => ({
    hub: await hubAddress(),
    source: { kind: "folder", path },
  }));
  const address = await server.listen(port);
  process.stdout.write(`${address}\n`);
  process.stderr.write("End it with Ctrl-C.\n");
  if (!values["no-browser"]) openBrowser(address);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await server.close();
  return 0;
}

/** Opens an address in the user's browser; where there is none, the printed address stays to be opened by hand. */
function openBrowser(address: string): void {
  const commands: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
    darwin: ["open"],
    win32: ["explorer"],
  };
  const [command = "xdg-open", ...first] = commands[process.platform] ?? [];
  const child = spawn(command, [...first, address], { stdio: "ignore", detached: true });
  child.on("error", () => process.stderr.write(`${command} is not there: open the address by hand.\n`));
  child.unref();
}
