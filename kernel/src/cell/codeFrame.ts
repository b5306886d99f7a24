/** A place in a cell's text, both counted from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The line of a place with its neighbours, numbered from 1, and a caret below the column. */
export function codeFrame(text: string, place: Place, length = 1): string {
  const lines = text.split("\n");
  const from = Math.max(0, place.line - 2);
  const to = Math.min(lines.length, place.line + 2);
  const width = String(to).length;
  const frame: string[] = [];
  for (let index = from; index < to; index++) {
    const line = lines[index] ?? "";
    const here = index === place.line;
    frame.push(`${here ? ">" : " "} ${String(index + 1).padStart(width)} | ${line}`);
    if (!here) continue;
    const carets = "^".repeat(Math.max(1, Math.min(length, line.length - place.column)));
    frame.push(`  ${" ".repeat(width)} | ${" ".repeat(place.column)}${carets}`);
  }
  return frame.join("\n");
}
