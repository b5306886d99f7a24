/**
 * Expands one LZ4 block into `into`. Source: the LZ4 block format description.
 *
 * @returns how many bytes were written, or -1 when the data is damaged or longer than `into`.
 */
export function lz4Expand(data: Uint8Array, into: Uint8Array): number {
  const size = data.length;
  const limit = into.length;
  let at = 0;
  let written = 0;
  while (at < size) {
    const token = data[at++] as number;
    let literals = token >>> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255 && at < size) literals += more = data[at++] as number;
    }
    if (at + literals > size || written + literals > limit) return -1;
    if (literals > 32) into.set(data.subarray(at, at + literals), written);
    else for (let i = 0; i < literals; i++) into[written + i] = data[at + i] as number;
    at += literals;
    written += literals;
    if (at >= size) return written; // the last sequence has no match
    const distance = (data[at] as number) | ((data[at + 1] as number) << 8);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      let more = 255;
      while (more === 255 && at < size) length += more = data[at++] as number;
    }
    const from = written - distance;
    if (distance === 0 || from < 0 || written + length > limit) return -1;
    if (length > 32 && distance >= length) into.copyWithin(written, from, from + length);
    else for (let i = 0; i < length; i++) into[written + i] = into[from + i] as number; // a match may overlap itself
    written += length;
  }
  return written;
}
