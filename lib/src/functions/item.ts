import { TiterError } from "../errors.ts";
import type { Contract } from "./contract.ts";
import { completeParameters, type Parameters } from "./parameters.ts";

/** How a step uses a function, besides the function's own parameters; bound by the same `with`. */
export interface ItemOptions {
  /** `false` leaves the function out of its chain. */
  readonly enabled?: boolean;
  /** Runs a FLEXIBLE function plane by plane, instead of on the whole group. */
  readonly sliceBySlice?: boolean;
  /** The pixel type of the function's result, before what the step's `dtypeConfig` says of the chain's end. */
  readonly dtypeConversion?: "native" | "preserve" | "uint8" | "uint16" | "float32";
}

const options = {
  enabled: { kind: "boolean", default: true, doc: "Whether the function is part of its chain." },
  sliceBySlice: { kind: "boolean", default: false, doc: "Runs a FLEXIBLE function plane by plane." },
  dtypeConversion: {
    kind: "choice",
    choices: ["native", "preserve", "uint8", "uint16", "float32"],
    default: "native",
    doc: "The pixel type of the function's result: its own, that of its input, or a fixed one.",
  },
} as const satisfies Parameters;

/** The names that no function can give to parameters of its own. */
export const itemNames: readonly string[] = Object.keys(options);

/** What was bound, taken apart into the function's parameters and the step's use of it. */
export function splitGiven(given: Readonly<Record<string, unknown>>): {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly item: Readonly<Record<string, unknown>>;
} {
  const [item, parameters] = [true, false].map((inItem) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => itemNames.includes(name) === inItem)),
  );
  return { parameters: parameters!, item: item! };
}

/** The step's use of a function, checked; absent options stay absent. Throws `BAD_PARAMETER`. */
export function checkedItem(id: string, contract: Contract, given: Readonly<Record<string, unknown>>): ItemOptions {
  const complete = completeParameters(id, options, given);
  if (complete.sliceBySlice && contract !== "FLEXIBLE") {
    throw new TiterError("BAD_PARAMETER", {
      what: `${id} is ${contract}, so it can't be told to run slice by slice`,
      where: { field: "sliceBySlice" },
      todo: "Leave sliceBySlice out: only FLEXIBLE functions have the choice.",
      details: { function: id, parameter: "sliceBySlice", value: true },
    });
  }
  return given as ItemOptions; // by the lines above
}
