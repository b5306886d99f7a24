#!/usr/bin/env node
/**
 * The command `titer`: finds the subcommand, loads nothing but its file, and turns errors into one line and an exit code.
 *
 * @module
 */
import { isTiterError } from "../errors.ts";
import { type Command, usageCode } from "./command.ts";

const commands: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Command> }>> = {
  run: { about: "run a pipeline over a plate", load: async () => (await import("./run.ts")).run },
  engine: { about: "status, stop or start of the engine", load: async () => (await import("./engine.ts")).engine },
};

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return (await command.load())(args);
  const list = Object.entries(commands).map(([other, { about }]) => `  titer ${other.padEnd(12)} ${about}`);
  const help = `usage: titer COMMAND ...\n${list.join("\n")}\n`;
  if (name === "--help" || name === "help") {
    process.stdout.write(help);
    return 0;
  }
  process.stderr.write(`${name === "" ? "" : `titer: there is no command "${name}"\n`}${help}`);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (thrown: unknown) => {
    const known = isTiterError(thrown) ? thrown : undefined;
    process.stderr.write(`titer: ${known ? known.message : String(thrown instanceof Error ? thrown.stack : thrown)}\n`);
    process.exitCode = known?.code === usageCode ? 2 : 1;
  },
);
