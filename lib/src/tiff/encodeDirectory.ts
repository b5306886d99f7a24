/** A tag of a page: number, type and values in ascending order of the numbers. A rational has two values. */
export type Tag = readonly [tag: number, type: number, values: readonly number[]];

/** Types of values that are written. */
export const tagType = { ascii: 2, short: 3, long: 4, rational: 5, long8: 16 } as const;

/** Bytes of one of the values that a type is made of. */
const sizes: Readonly<Record<number, number>> = { 2: 1, 3: 2, 4: 4, 5: 4, 16: 8 };

/**
 * A page's directory with the values that do not fit into it behind it, little-endian.
 *
 * @param tags - in ascending order.
 * @param big - as BigTIFF writes.
 * @param at - where it will stand in the file.
 * @param next - gives the place of the next directory from the place behind this one; 0 ends the file.
 */
export function encodeDirectory(
  tags: readonly Tag[],
  big: boolean,
  at: number,
  next: (end: number) => number,
): Uint8Array {
  const [head, entry, tail, inline] = big ? [8, 20, 8, 8] : [2, 12, 4, 4];
  const spill = ([, type, values]: Tag) => {
    const bytes = values.length * (sizes[type] ?? 1);
    return bytes <= inline ? 0 : bytes + (bytes % 2);
  };
  const table = head + tags.length * entry + tail;
  const length = table + tags.reduce((sum, tag) => sum + spill(tag), 0);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  const offset = (place: number, value: number) =>
    big ? view.setBigUint64(place, BigInt(value), true) : view.setUint32(place, value, true);
  if (big) view.setBigUint64(0, BigInt(tags.length), true);
  else view.setUint16(0, tags.length, true);
  let spilled = table;
  tags.forEach((tag, i) => {
    const [number, type, values] = tag;
    const place = head + i * entry;
    const valueAt = place + (big ? 12 : 8);
    view.setUint16(place, number, true);
    view.setUint16(place + 2, type, true);
    offset(place + 4, type === tagType.rational ? values.length / 2 : values.length);
    const room = spill(tag);
    if (room > 0) offset(valueAt, at + spilled);
    writeValues(view, room > 0 ? spilled : valueAt, type, values);
    spilled += room;
  });
  offset(table - tail, next(at + length));
  return bytes;
}

function writeValues(view: DataView, at: number, type: number, values: readonly number[]): void {
  values.forEach((value, i) => {
    if (type === tagType.ascii) view.setUint8(at + i, value);
    else if (type === tagType.short) view.setUint16(at + i * 2, value, true);
    else if (type === tagType.long8) view.setBigUint64(at + i * 8, BigInt(value), true);
    else view.setUint32(at + i * 4, value, true);
  });
}
