const clear = 256;
const end = 257;

/**
 * Expands TIFF's LZW (most significant bit first, codes of 9 to 12 bits, each width starting one code early) into `into`.
 * Strings of the table are kept as places in the output, so nothing is copied twice.
 *
 * Source: TIFF revision 6.0, section 13.
 *
 * @returns how many bytes were written; fewer than `into.length` when the data ended early. -1 when the data is damaged.
 */
export function lzwExpand(data: Uint8Array, into: Uint8Array): number {
  const starts = new Int32Array(4097);
  const lengths = new Int32Array(4097);
  const size = data.length;
  const limit = into.length;
  let at = 0;
  let bits = 0;
  let bitCount = 0;
  let width = 9;
  let next = 258;
  let written = 0;
  let previousStart = 0;
  let previousLength = 0;
  while (written < limit) {
    while (bitCount < width) {
      if (at >= size) return written;
      bits = (bits << 8) | (data[at++] as number);
      bitCount += 8;
    }
    bitCount -= width;
    const code = (bits >>> bitCount) & ((1 << width) - 1);
    bits &= (1 << bitCount) - 1;
    if (code === end) return written;
    if (code === clear) {
      width = 9;
      next = 258;
      previousLength = 0;
      continue;
    }
    const start = written;
    if (code < 256) {
      into[written++] = code;
    } else {
      const known = code < next;
      if (!known && (code !== next || previousLength === 0)) return -1;
      // a code that is just being defined is the previous string and its own first byte again
      const from = known ? (starts[code] as number) : previousStart;
      const length = known ? (lengths[code] as number) : previousLength + 1;
      const stop = Math.min(written + length, limit);
      for (let i = from; written < stop; i++) into[written++] = into[i] as number;
    }
    if (previousLength > 0 && next < 4097) {
      // the previous string and the first byte of this one lie side by side in the output
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next++;
      if (next >= (1 << width) - 1 && width < 12) width++;
    }
    previousStart = start;
    previousLength = written - start;
  }
  return written;
}
