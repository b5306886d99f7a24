#!/usr/bin/env node
/**
 * The command `titer`: finds the subcommand, loads nothing but its file, and turns errors into three parts on standard
 * error (what, where, what to do) and an exit code: 1 failed, 2 wrong usage.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { closestName, isTiterError, TiterError } from "../errors.ts";
import { type Command, usageCode } from "./command.ts";

const commands: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Command> }>> = {
  inspect: { about: "show what a plate holds", load: async () => (await import("./inspect.ts")).inspect },
  read: { about: "read one image of a plate", load: async () => (await import("./read.ts")).read },
  view: { about: "show a plate or a store in a browser", load: async () => (await import("./view.ts")).view },
  run: { about: "run a pipeline over a plate", load: async () => (await import("./run.ts")).run },
  validate: {
    about: "check every part of an OME-Zarr plate",
    load: async () => (await import("./validate.ts")).validate,
  },
  engine: { about: "status, stop or start of the engine", load: async () => (await import("./engine.ts")).engine },
  devices: { about: "what computes here", load: async () => (await import("./devices.ts")).devices },
  sample: { about: "fetch a real plate to try things on", load: async () => (await import("./sample.ts")).sample },
  config: { about: "resolve configuration fields", load: async () => (await import("./config.ts")).config },
  functions: {
    about: "list functions, or the parameters of one",
    load: async () => (await import("./functions.ts")).functions,
  },
  apply: { about: "run one function on an image file", load: async () => (await import("./apply.ts")).apply },
  bridge: { about: "Python libraries: what is there, add one", load: async () => (await import("./bridge.ts")).bridge },
  synthesize: {
    about: "make a plate of synthetic cells, with the truth beside it",
    load: async () => (await import("./synthesize.ts")).synthesize,
  },
};

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return (await command.load())(args);
  const list = Object.entries(commands).map(([other, { about }]) => `  titer ${other.padEnd(12)} ${about}`);
  const help = `usage: titer COMMAND ...\n${list.join("\n")}\nMore: titer COMMAND --help\n`;
  if (name === "--version") {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (name === "--help" || name === "help") {
    process.stdout.write(help);
    return 0;
  }
  const near = closestName(name, Object.keys(commands));
  const what = name === "" ? "" : `titer: there is no command "${name}"${near ? `, did you mean "${near}"?` : ""}\n`;
  process.stderr.write(`${what}${help}`);
  return 2;
}

function inThreeParts({ what, where, todo, code }: TiterError): string {
  const place = Object.entries(where).map(([key, value]) => `${key} ${value}`);
  return [
    `titer: ${what} [${code}]`,
    ...(place.length ? [`  where: ${place.join(", ")}`] : []),
    `  to do: ${todo}`,
  ].join("\n");
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (thrown: unknown) => {
    const error = TiterError.from(
      thrown,
      "UNEXPECTED",
      {},
      "This is a defect of Titer: please report it with the command.",
    );
    process.stderr.write(`${inThreeParts(error)}\n`);
    if (!isTiterError(thrown) && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`);
    process.exitCode = error.code === usageCode ? 2 : 1;
  },
);
