import type { BoundFunction, Contract, FunctionDeclaration, Parameter, Parameters } from "titer/functions";

type Declaration = FunctionDeclaration<Parameters>;

const contracts: Readonly<Record<Contract, string>> = {
  PURE_2D: "each plane (y, x) by itself, a plane for each",
  PURE_3D: "all planes (y, x) of a group at once, a plane for each",
  FLEXIBLE: "each plane (y, x) by itself, or all of a group, as its parameters say",
  VOLUMETRIC_TO_SLICE: "all planes (y, x) of a group, one plane out",
};

/** What a function's declaration says, in Markdown: what it takes, its parameters, what it measures. */
export function functionDoc({ declaration, given }: BoundFunction): string {
  const { id, version, doc, source, contract, outputDtype, parameters, tables = {} } = declaration;
  const dtype = outputDtype === undefined ? "pixel type as given" : `pixels become ${outputDtype}`;
  const lines = [doc, `Takes ${contracts[contract]}; ${dtype}. (${contract}, ${id}, version ${version})`];
  if (source !== undefined) lines.push(`Source: ${source}`);
  const named = Object.entries(parameters);
  if (named.length > 0) {
    const rows = named.map(([name, parameter]) => {
      const value = given[name] === undefined ? shown(parameter.default) : `${shown(given[name])} (bound)`;
      return `| ${name} | ${value} | ${allowed(parameter)} | ${parameter.doc} |`;
    });
    lines.push(["| parameter | default | allowed | |", "|---|---|---|---|", ...rows].join("\n"));
  }
  for (const [name, columns] of Object.entries(tables)) {
    const list = columns.map((column) => `${column.name}${column.unit ? ` (${column.unit})` : ""}`).join(", ");
    lines.push(`Table ${name}: ${list}.`);
  }
  return lines.join("\n\n");
}

/** What a declaration says about one of its parameters. */
export function parameterDoc(declaration: Declaration, name: string): string | undefined {
  const parameter = declaration.parameters[name];
  if (parameter === undefined) return undefined;
  return `${parameter.doc}\n\nDefault: ${shown(parameter.default)}. Allowed: ${allowed(parameter)}.`;
}

function allowed(parameter: Parameter): string {
  const unit = parameter.unit ? ` ${parameter.unit}` : "";
  switch (parameter.kind) {
    case "integer":
    case "number": {
      const { kind, min, max } = parameter;
      const from = min === undefined ? "" : ` from ${min}`;
      const to = max === undefined ? "" : ` to ${max}`;
      return `${kind === "integer" ? "whole number" : "number"}${from}${to}${unit}`;
    }
    case "choice":
      return parameter.choices.join(", ");
    case "boolean":
      return "true, false";
    case "text":
      return "text";
    default:
      return parameter satisfies never;
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
