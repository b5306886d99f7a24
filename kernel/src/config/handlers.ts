import { type ConfigScopeName, configScopes, rootField } from "titer/config";
import { type ConfigParts, guards } from "titer/protocol";
import type { PanelHandlers } from "../panel/panels.ts";
import type { ConfigCells } from "./configCells.ts";
import type { ScopeName } from "./scopeName.ts";
import { writeEdits } from "./writeEdits.ts";

/** Answers the forms of all pages: what cells and panels set, and changes of it. */
export function configHandlers(
  configs: ConfigCells,
): PanelHandlers<"config.parts" | "config.set" | "config.write" | "config.revert"> {
  const { scopes, folder } = configs;
  const all = (): ConfigParts => ({ parts: scopes.parts() });
  const cell = guards.fields({ cell: guards.string });
  return {
    "config.parts": { guard: guards.fields({}), answer: all },
    "config.set": {
      guard: guards.fields({ cell: guards.string, path: guards.string, scope: guards.oneOf(...configScopes) }),
      answer: ({ cell, path, value, scope, of }) => {
        scopes.edit(cell, rootField(path).path, value, placeOf(scope, of));
        return all();
      },
    },
    "config.write": {
      guard: guards.fields({ cell: guards.string, source: guards.string }),
      answer: ({ cell, source }) => ({ source: writeEdits(scopes, cell, source, folder) }),
    },
    "config.revert": {
      guard: cell,
      answer: ({ cell }) => {
        scopes.revert(cell);
        return all();
      },
    },
  };
}

function placeOf(scope: ConfigScopeName, of: string | undefined): ScopeName {
  return of === undefined ? { scope } : { scope, of };
}
