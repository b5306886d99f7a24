import { type Code, type ImportedName, importsOf, layout } from "./layout.ts";
import { text } from "./literal.ts";
import { type CodeModules, codeModules } from "./modules.ts";
import type { CodeValue } from "./value.ts";
import { CodeWriter } from "./write.ts";

/** How code is written. */
export interface CodeOptions {
  /** Leaves out what was not set (the default); else defaults are shown as comments, ready to be uncommented. */
  readonly clean?: boolean;
  /** Further modules whose exported functions and config classes may be named. */
  readonly modules?: CodeModules;
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
  const writer = new CodeWriter(modules, options.clean ?? true);
  const code: Code = ["export default ", writer.value(value), ";\n"];
  const constants = writer.constants.map(([name, constant]): Code => [`const ${name} = `, constant, ";\n"]);
  const names = localNames(
    Object.keys(modules),
    [...constants, code].flatMap(importsOf),
    writer.constants.map(([name]) => name),
  );
  const nameOf = (imported: ImportedName) => names.get(imported.module)!.get(imported.name)!; // all were just named
  return [importText(names), ...[...constants, code].map((one) => layout(one, nameOf))]
    .filter((part) => part !== "")
    .join("\n");
}

type LocalNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A local name for each imported one, by module, different from each other and from those taken. */
function localNames(
  modules: readonly string[],
  imports: readonly ImportedName[],
  taken: readonly string[],
): LocalNames {
  const used = new Set(taken);
  const names = new Map(modules.map((module) => [module, new Map<string, string>()]));
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
  const lines = used.map(([module, inModule]) => {
    const entries = [...inModule].sort().map(([name, local]) => (name === local ? name : `${name} as ${local}`));
    return layout(["import ", { brackets: "{}", entries }, ` from ${text(module)};\n`], () => "");
  });
  return lines.join("");
}
