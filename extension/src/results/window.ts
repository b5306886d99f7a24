/** Browsers lay out nothing taller than this many CSS pixels; of more rows the scroll bar covers several per pixel. */
const tallest = 8_000_000;

/** Which rows a scrolled list shows, and where. */
export interface RowWindow {
  /** First row that is drawn, and the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** Where the first row lies in the scrolled content, in CSS pixels. */
  readonly top: number;
}

/** Height of the scrolled content in CSS pixels. */
export function contentHeight(rows: number, rowHeight: number): number {
  return Math.min(rows * rowHeight, tallest);
}

/** The rows to draw for a scroll position, with two more on each side. */
export function rowWindow(scrollTop: number, viewHeight: number, rows: number, rowHeight: number): RowWindow {
  const height = contentHeight(rows, rowHeight);
  const most = Math.max(0, height - viewHeight);
  const at = Math.min(Math.max(0, scrollTop), most);
  // the whole list in rows, moved so that both of its ends can be reached
  const firstShown = most === 0 ? 0 : (at / most) * Math.max(0, rows - viewHeight / rowHeight);
  const first = Math.max(0, Math.floor(firstShown) - 2);
  const end = Math.min(rows, Math.ceil(firstShown + viewHeight / rowHeight) + 2);
  return { first, end, top: at - (firstShown - first) * rowHeight };
}

/** The scroll position at which a row is seen whole, nearest to where the list is now. */
export function scrollTo(row: number, scrollTop: number, viewHeight: number, rows: number, rowHeight: number): number {
  const most = Math.max(0, contentHeight(rows, rowHeight) - viewHeight);
  const range = Math.max(1e-9, rows - viewHeight / rowHeight);
  const shown = most === 0 ? 0 : (Math.min(scrollTop, most) / most) * range;
  const seen = viewHeight / rowHeight;
  if (row >= shown && row + 1 <= shown + seen) return scrollTop;
  const wanted = row < shown ? row : row + 1 - seen;
  return Math.max(0, Math.min(most, (wanted / range) * most));
}
