import { type ParseArgsConfig, parseArgs } from "node:util";
import { closestName, messageOf, TiterError } from "../errors.ts";

/** A subcommand: takes what stands after its name, gives the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** The code of errors about how a command was written; the exit code is 2 then. */
export const usageCode = "USAGE";

/** A refusal of a command line. */
export function usageError(what: string, usage: string): TiterError {
  return new TiterError(usageCode, { what, todo: `Usage: ${usage}` });
}

/**
 * Options and positionals of a command line. Throws {@link usageError} for unknown options, with the closest name, for missing
 * values, and for more positionals than `most` (unless help is asked for).
 */
export function parseCommand<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
  usage: string,
  most: number,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>> {
  for (const arg of args.slice(0, args.includes("--") ? args.indexOf("--") : args.length)) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || Object.hasOwn(options, name)) continue;
    const near = closestName(name, Object.keys(options));
    throw usageError(`unknown option --${name}${near ? `, did you mean --${near}?` : ""}`, usage);
  }
  const parsed = parsedOptions(args, options, usage);
  const surplus = parsed.positionals[most];
  if (surplus !== undefined && !args.includes("--help")) throw usageError(`"${surplus}" is too much`, usage);
  return parsed;
}

function parsedOptions<T extends NonNullable<ParseArgsConfig["options"]>>(
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

/** The value of an option as a number in a range, or `absent` when it was not given. Throws {@link usageError}. */
export function numberOption(
  name: string,
  text: string | undefined,
  { absent, min, max, whole = true }: { absent: number; min: number; max: number; whole?: boolean },
  usage: string,
): number {
  if (text === undefined) return absent;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw usageError(`--${name} is "${text}", not a ${whole ? "whole " : ""}number from ${min} to ${max}`, usage);
}
