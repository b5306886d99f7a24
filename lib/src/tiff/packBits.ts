/**
 * Expands PackBits into `into`. Source: TIFF revision 6.0, section 9.
 *
 * @returns how many bytes were written; fewer than `into.length` when the data ended early.
 */
export function packBitsExpand(data: Uint8Array, into: Uint8Array): number {
  let at = 0;
  let written = 0;
  while (at < data.length && written < into.length) {
    const head = data[at++] as number;
    if (head === 128) continue; // means nothing
    const count = head < 128 ? head + 1 : 257 - head;
    const stop = Math.min(into.length, written + count);
    if (head < 128) {
      if (at + (stop - written) > data.length) return written;
      if (count > 16) into.set(data.subarray(at, at + (stop - written)), written);
      else for (let from = at, to = written; to < stop; ) into[to++] = data[from++] as number;
      at += count;
    } else {
      if (at >= data.length) return written;
      into.fill(data[at++] as number, written, stop);
    }
    written = stop;
  }
  return written;
}
