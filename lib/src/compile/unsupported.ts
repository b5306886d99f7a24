import { PipelineConfig, type PipelineFields } from "../config/index.ts";
import type { Problem } from "../pipeline/problem.ts";

type ConfigName = { [K in keyof PipelineFields]: PipelineFields[K] extends object ? K : never }[keyof PipelineFields];

/** Settings that this version's plans can't carry, with the values that they can. */
const supported: {
  readonly [C in ConfigName]?: { readonly [F in keyof PipelineFields[C]]?: readonly PipelineFields[C][F][] };
} = {
  stepMaterializationConfig: { enabled: [false] },
  napariStreamingConfig: { enabled: [false] },
  fijiStreamingConfig: { enabled: [false] },
  dtypeConfig: { defaultDtypeConversion: ["native"] },
  vfsConfig: {
    readBackend: ["auto", "disk"],
    intermediateBackend: ["memory"],
    materializationBackend: ["auto", "zarr"],
  },
};

/** A problem for each setting around the caller that would have no effect: nothing that was asked for is left out silently. */
export function unsupportedSettings(step: string): Problem[] {
  const config = new PipelineConfig();
  const problems: Problem[] = [];
  for (const [name, fields] of Object.entries(supported)) {
    for (const [field, allowed] of Object.entries(fields)) {
      const value = (config[name as ConfigName] as unknown as Readonly<Record<string, unknown>>)[field];
      if ((allowed as readonly unknown[]).includes(value)) continue;
      problems.push({
        code: "UNSUPPORTED_SETTING",
        step,
        field: `${name}.${field}`,
        message: `${field} = ${JSON.stringify(value)} can't be planned yet`,
        hint: `Use ${allowed.map((one) => JSON.stringify(one)).join(" or ")}.`,
        value,
        allowed,
      });
    }
  }
  return problems;
}
