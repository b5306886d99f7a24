import { type ConfigNode, scopeFields } from "titer/config";
import type { ConfigFormValue } from "titer/protocol";
import type { ScopeName } from "./scopeName.ts";

/** What the fields of a scope hold now, by path. */
export function formValues({ scope }: ScopeName, node: ConfigNode): Readonly<Record<string, ConfigFormValue>> {
  return Object.fromEntries(
    scopeFields(scope).map(({ path }) => {
      const own = node.own(path);
      const placeholder = node.placeholder(path);
      return [path, own === undefined ? { placeholder } : { own, placeholder }];
    }),
  );
}
