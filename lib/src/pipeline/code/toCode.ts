import type { BoundFunction } from "../../functions/define.ts";
import type { FunctionOrigin, FunctionSource } from "../../functions/source.ts";
import { type Code, type ImportedName, importsOf, layout } from "./layout.ts";
import { text } from "./literal.ts";
import { type CodeModules, codeModules } from "./modules.ts";
import { type FunctionCodes, OwnFunctions } from "./ownFunctions.ts";
import { type CodeValue, functionsOf } from "./value.ts";
import { CodeWriter } from "./write.ts";

/** How code is written. */
export interface CodeOptions {
  /** Leaves out what was not set (the default); else defaults are shown as comments, ready to be uncommented. */
  readonly clean?: boolean;
  /** Further modules whose exported functions and config classes may be named. */
  readonly modules?: CodeModules;
  /** Functions that are there under a name already, such as those of a notebook's cells; they are not imported. */
  readonly names?: Readonly<Record<string, BoundFunction>>;
  /** The name of a constant that gets the value, for a cell; without it the value is the default export. */
  readonly as?: string;
  /** The code of functions that no module exports, which is then written out; see {@link toScript}. */
  readonly sources?: FunctionCodes;
}

/**
 * A config, function pattern, step, list of steps, pipeline or orchestration as complete TypeScript with its imports and a
 * default export; `fromCode` gives the same value back. Pipelines and orchestrations run with `titer run`.
 *
 * What was not set is never written as code, because a written default would no longer be inherited.
 *
 * @throws TiterError `NO_CODE` for a function or config class that none of the modules exports.
 *
 * @example
 * ```ts
 * toCode(new FunctionStep({ name: "clean", func: tophat.with({ selemRadius: 25 }) }));
 * // import { FunctionStep } from "titer";
 * // import { tophat } from "titer/functions";
 * //
 * // export default new FunctionStep({ name: "clean", func: tophat.with({ selemRadius: 25 }) });
 * ```
 */
export function toCode(value: CodeValue, options: CodeOptions = {}): string {
  const modules = codeModules(options.modules);
  const own = new OwnFunctions(options.sources);
  const writer = new CodeWriter(modules, own, options.clean ?? true, options.names);
  const code: Code = [
    options.as === undefined ? "export default " : `const ${options.as} = `,
    writer.value(value),
    ";\n",
  ];
  const constants = writer.constants.map(([name, constant]): Code => [`const ${name} = `, constant, ";\n"]);
  const names = localNames(own.imports(Object.keys(modules)), [...constants, code].flatMap(importsOf), [
    ...own.names,
    ...Object.keys(options.names ?? {}),
    ...(options.as === undefined ? [] : [options.as]),
    ...writer.constants.map(([name]) => name),
  ]);
  const nameOf = (imported: ImportedName) => names.get(imported.module)!.get(imported.name)!; // all were just named
  return [own.heading, importText(names), own.text, ...[...constants, code].map((one) => layout(one, nameOf))]
    .filter((part) => part !== "")
    .join("\n");
}

/**
 * The same with the code of functions that were declared in cells or pipeline files, so that the script is complete: it runs
 * with `titer run` anywhere. `fromCode` does not read such scripts, as it runs nothing.
 *
 * @throws TiterError `NO_CODE` as {@link toCode}, and when two functions use different things of one name; `CANNOT_TRAVEL` for
 * a function whose code depends on this process.
 */
export async function toScript(value: CodeValue, options: Omit<CodeOptions, "sources"> = {}): Promise<string> {
  const sources = new Map<FunctionOrigin, FunctionSource>();
  for (const { origin } of functionsOf(value)) if (origin) sources.set(origin, await origin.source());
  return toCode(value, { ...options, sources });
}

type LocalNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A local name for each imported one, by module, different from each other and from those taken. */
function localNames(
  names: ReadonlyMap<string, Map<string, string>>,
  imports: readonly ImportedName[],
  taken: readonly string[],
): LocalNames {
  const used = new Set([...taken, ...[...names.values()].flatMap((inModule) => [...inModule.values()])]);
  for (const { module, name } of imports) {
    const inModule = names.get(module)!; // imported names come from these modules
    if (inModule.has(name)) continue;
    let local = name;
    for (let i = 2; used.has(local); i++) local = `${name}${i}`;
    used.add(local);
    inModule.set(name, local);
  }
  return names;
}

function importText(names: LocalNames): string {
  const used = [...names].filter(([, inModule]) => inModule.size > 0);
  const lines = used.flatMap(([module, inModule]) => {
    const whole = inModule.get("*");
    const named = [...inModule].filter(([name]) => name !== "*").sort();
    const entries = named.map(([name, local]) => (name === local ? name : `${name} as ${local}`));
    const from = ` from ${text(module)};\n`;
    return [
      ...(whole === undefined ? [] : [`import * as ${whole}${from}`]),
      ...(entries.length === 0 ? [] : [layout(["import ", { brackets: "{}", entries }, from], () => "")]),
    ];
  });
  return lines.join("");
}
