import type { FunctionEntry } from "titer/protocol";
import { element } from "../viewer/dom.ts";
import { nameOf } from "./edits.ts";

const contracts: Readonly<Record<string, string>> = {
  PURE_2D: "plane by plane",
  PURE_3D: "the whole group, as many planes out as in",
  FLEXIBLE: "the whole group, or plane by plane",
  VOLUMETRIC_TO_SLICE: "the whole group in, one plane out",
};

/** All that a function's declaration says. */
export function functionDoc(entry: FunctionEntry): HTMLElement {
  const { id, doc, source, contract, memory, outputDtype, parameters, tables, specialInputs, specialOutputs, tags } =
    entry;
  const facts = [
    ["id", id],
    ["works on", `${contracts[contract] ?? ""} (${contract})`],
    ["memory", memory.input === memory.output ? memory.input : `${memory.input} → ${memory.output}`],
    ["gives", outputDtype ?? "the pixel type of its input"],
    ["tables", tables.join(", ")],
    ["takes", specialInputs.map(({ name, from }) => (from === "plate" ? `${name} of the plate` : name)).join(", ")],
    ["makes", specialOutputs.map(({ name }) => name).join(", ")],
    ["tags", tags.join(", ")],
    ["source", source ?? ""],
  ].filter(([, text]) => text !== "");
  return element(
    "div",
    { class: "titer-function-doc" },
    element("h3", {}, nameOf(entry)),
    element("p", {}, doc),
    element("dl", {}, ...facts.flatMap(([name = "", text = ""]) => [element("dt", {}, name), element("dd", {}, text)])),
    ...(parameters.length === 0
      ? []
      : [
          element("h4", {}, "Parameters"),
          element(
            "dl",
            {},
            ...parameters.flatMap(({ name, unit, default: value, doc: what, required }) => [
              element("dt", {}, name),
              element(
                "dd",
                {},
                `${what} ${required ? "Must be given." : `Default: ${value ?? "none"}${unit ? ` ${unit}` : ""}.`}`,
              ),
            ]),
          ),
        ]),
  );
}
