import type { Declared } from "./declared.ts";

/** A name of the notebook and the cell file that declared it last. */
export interface NotebookName extends Declared {
  /** Module specifier of the cell file, such as `./__cell3`. */
  readonly cell: string;
}

/**
 * The lines before a cell's own text that bring in names of earlier cells.
 *
 * Variables are declared, not imported, because an import cannot be assigned. All lines are erased when the cell is emitted.
 */
export function preludeFor(names: Iterable<NotebookName>): string {
  const imported = new Map<string, string[]>();
  const lines: string[] = [];
  for (const { name, kind, cell } of names) {
    if (kind === "variable") lines.push(`declare let ${name}: typeof import("${cell}").${name};`);
    else imported.set(cell, [...(imported.get(cell) ?? []), name]);
  }
  for (const [cell, list] of imported) lines.push(`import { ${list.join(", ")} } from "${cell}";`);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** The line after a cell's own text that makes its names visible to later cells. */
export function postludeFor(names: Iterable<string>): string {
  return `\nexport { ${[...names].join(", ")} };\n`;
}
