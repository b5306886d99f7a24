import { bridgeFunctions } from "../functions/bridges/index.ts";
import type { FunctionDeclaration } from "../functions/define.ts";
import { libraryFunctions } from "../functions/library/index.ts";
import type { Parameters } from "../functions/parameters.ts";
import { parseCommand, usageError } from "./command.ts";

const usage = "titer functions [NAME] [--search TEXT] [--library NAME] [--contract NAME] [--memory NAME] [--json]";

const options = {
  search: { type: "string" },
  library: { type: "string" },
  contract: { type: "string" },
  memory: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/**
 * `titer functions`: all functions of the library (`titer`) and of the Python libraries behind the bridge, filtered by words, library,
 * contract and memory type; with a name, its parameters.
 */
export async function functions(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, options, usage, 1);
  if (values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    return 0;
  }
  const [name] = positionals;
  const words = (values.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...libraryFunctions, ...bridgeFunctions().values()]
    .map(({ declaration }) => declaration)
    .filter((declaration) => {
      const text = [declaration.id, declaration.doc, ...(declaration.tags ?? [])].join(" ").toLowerCase();
      return (
        (name === undefined || declaration.id === name || declaration.id === `titer.${name}`) &&
        words.every((word) => text.includes(word)) &&
        matches(values.library, libraryOf(declaration)) &&
        matches(values.contract, declaration.contract) &&
        matches(values.memory, declaration.memory.input)
      );
    });
  if (name !== undefined && found.length === 0) throw usageError(`there is no function "${name}"`, usage);
  if (values.json) process.stdout.write(`${JSON.stringify(found.map(described), null, 2)}\n`);
  else if (name === undefined) process.stdout.write(listed(found));
  else for (const declaration of found) process.stdout.write(explained(declaration));
  return 0;
}

const matches = (wanted: string | undefined, found: string) =>
  wanted === undefined || wanted.toLowerCase() === found.toLowerCase();

function libraryOf({ id }: FunctionDeclaration<Parameters>): string {
  return id.slice(0, Math.max(0, id.indexOf(".")));
}

/** A declaration as data: without its code. */
function described(declaration: FunctionDeclaration<Parameters>) {
  const { run: _run, outputSize, ...data } = declaration;
  return { ...data, library: libraryOf(declaration), changesSize: outputSize !== undefined };
}

function listed(found: readonly FunctionDeclaration<Parameters>[]): string {
  const width = Math.max(0, ...found.map(({ id }) => id.length));
  const lines = found.map(({ id, contract, doc }) => `${id.padEnd(width)}  ${contract.padEnd(19)}  ${doc}\n`);
  return `${lines.join("")}${found.length} functions; more of one: titer functions NAME\n`;
}

function explained({ id, contract, memory, doc, source, parameters }: FunctionDeclaration<Parameters>): string {
  const lines = Object.entries(parameters).map(([name, parameter]) => {
    const unit = parameter.unit === undefined ? "" : ` ${parameter.unit}`;
    const choices = parameter.kind === "choice" ? ` (${parameter.choices.join(", ")})` : "";
    return `  ${name}: ${parameter.kind}${choices} = ${JSON.stringify(parameter.default)}${unit}\n      ${parameter.doc}\n`;
  });
  const origin = source === undefined ? "" : `Source: ${source}\n`;
  return `${id}   ${contract}, ${memory.input}\n${doc}\n${origin}${lines.join("")}`;
}
