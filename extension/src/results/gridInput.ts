import type { Grid } from "./grid.ts";
import type { Selection } from "./selection.ts";

/**
 * Pointer and keys of a grid. A click selects a row, with Ctrl adds or takes away, with Shift selects up to there. Keys: arrows, Page Up
 * and Down, Home and End move and select (with Ctrl only move, with Shift extend), Space adds or takes away, Ctrl+A selects all
 * rows, Escape none, Enter or a double click shows the row in the viewer.
 */
export function listenToGrid(grid: Grid, selection: Selection, activate: (row: number) => void): void {
  let anchor = 0;
  const choose = (place: number, column: number, { extend, keep }: { extend: boolean; keep: boolean }) => {
    grid.moveTo(place, column);
    const { row } = grid.cursor;
    const chosen = grid.rows[row];
    if (chosen === undefined) return;
    if (extend) {
      const range = grid.rows.subarray(Math.min(anchor, row), Math.max(anchor, row) + 1);
      selection.set(keep ? [...selection.rows, ...range] : range, chosen, grid);
      return;
    }
    anchor = row;
    if (keep) selection.toggle(chosen, grid);
    else selection.set([chosen], chosen, grid);
  };
  grid.node.addEventListener("click", (event) => {
    const at = grid.placeOf(event.target);
    if (at === null) return;
    grid.node.focus({ preventScroll: true });
    choose(at.row, at.column, { extend: event.shiftKey, keep: event.ctrlKey || event.metaKey });
  });
  grid.node.addEventListener("dblclick", (event) => {
    const at = grid.placeOf(event.target);
    const row = at === null ? undefined : grid.rows[at.row];
    if (row !== undefined) activate(row);
  });
  grid.node.addEventListener("keydown", (event) => {
    if (event.target !== grid.node || event.altKey) return;
    const { row, column } = grid.cursor;
    const control = event.ctrlKey || event.metaKey;
    const last = grid.rows.length - 1;
    const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      PageUp: [row - grid.page, column],
      PageDown: [row + grid.page, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: control ? [0, column] : [row, 0],
      End: control ? [last, column] : [row, grid.columnCount - 1],
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const staysInRow = move[0] === row;
      const onlyMoves = staysInRow || (control && event.key.startsWith("Arrow"));
      if (onlyMoves) grid.moveTo(...move);
      else choose(...move, { extend: event.shiftKey, keep: false });
    } else if (event.key === " ") choose(row, column, { extend: false, keep: true });
    else if (event.key === "Enter" && grid.rows[row] !== undefined) activate(grid.rows[row]);
    else if (event.key === "Escape") selection.clear(grid);
    else if (control && event.key === "a") selection.set(grid.rows, grid.rows[row] ?? null, grid);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
