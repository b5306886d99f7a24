import { bridgeModules, isBridgeId } from "../functions/bridges/index.ts";
import * as code from "../pipeline/code/index.ts";
import { type CodeModules, type CodeOptions, type CodeValue, functionsOf } from "../pipeline/code/index.ts";

/** As `toCode` of `titer/pipeline`; knows the functions of Python libraries too, by their modules `titer/functions/<library>`. */
export function toCode(value: CodeValue, options: CodeOptions = {}): string {
  return code.toCode(value, { ...options, modules: withBridges(usesBridges(value), options.modules) });
}

/** As `toScript` of `titer/pipeline`, with the functions of Python libraries. */
export function toScript(value: CodeValue, options: Omit<CodeOptions, "sources"> = {}): Promise<string> {
  return code.toScript(value, { ...options, modules: withBridges(usesBridges(value), options.modules) });
}

/** As `fromCode` of `titer/pipeline`, with the modules `titer/functions/<library>`. */
export function fromCode(
  text: string,
  modules: CodeModules = {},
  names: Readonly<Record<string, unknown>> = {},
): CodeValue {
  return code.fromCode(text, withBridges(/["']titer\/functions\//.test(text), modules), names);
}

/** The catalogue is read only when it is needed. */
function withBridges(needed: boolean, modules: CodeModules = {}): CodeModules {
  return needed ? { ...bridgeModules(), ...modules } : modules;
}

function usesBridges(value: CodeValue): boolean {
  return functionsOf(value).some(({ declaration, origin }) => origin === undefined && isBridgeId(declaration.id));
}
