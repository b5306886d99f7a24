import { type ParseArgsConfig, parseArgs } from "node:util";
import { messageOf, TiterError } from "../errors.ts";

/** A subcommand: takes what stands after its name, gives the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** The code of errors about how a command was written; the exit code is 2 then. */
export const usageCode = "USAGE";

/** A refusal of a command line. */
export function usageError(what: string, usage: string): TiterError {
  return new TiterError(usageCode, { what, todo: `Usage: ${usage}` });
}

/** Options and positionals of a command line. Throws {@link usageError} for unknown options and missing values. */
export function parseCommand<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
  usage: string,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (thrown) {
    throw usageError(messageOf(thrown).split(". ")[0] ?? "", usage);
  }
}
