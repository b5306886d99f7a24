import type { ConfigContext } from "../config/index.ts";
import type { Problem } from "../pipeline/problem.ts";
import { canonicalJson } from "./canonical.ts";

/** Settings that this version can't carry out, with the values that it can; every other setting is free. */
const limited: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  StreamingDefaults: { enabled: [false] },
  NapariStreamingConfig: { enabled: [false] },
  FijiStreamingConfig: { enabled: [false] },
};

/** A problem for each value set in a context that would have no effect: nothing that was asked for is left out silently. */
export function unsupportedSettings({ scope, values }: ConfigContext, step?: string): Problem[] {
  return Object.entries(values).flatMap(([configName, fields]) =>
    Object.entries(fields).flatMap(([field, value]) => {
      const allowed = limited[configName]?.[field];
      if (allowed === undefined || allowed.some((one) => canonicalJson(one) === canonicalJson(value))) return [];
      const choices = allowed.map((one) => JSON.stringify(one)).join(" or ");
      return [
        {
          code: "UNSUPPORTED_SETTING",
          ...(step === undefined ? {} : { step }),
          field: `${configName}.${field}`,
          message: `${field} = ${JSON.stringify(value)}, set at ${scope} level, can't be carried out yet`,
          hint: choices ? `Use ${choices}, or leave it out.` : "Leave it out.",
          value,
          allowed,
        },
      ];
    }),
  );
}
