/** Undoes the byte shuffle: byte `j` of all elements lies together in `data`. Bytes beyond the last whole element stay. */
export function unshuffle(data: Uint8Array, into: Uint8Array, size: number): void {
  const count = Math.floor(data.length / size);
  if (size === 2) {
    for (let i = 0, to = 0; i < count; i++, to += 2) {
      into[to] = data[i] as number;
      into[to + 1] = data[count + i] as number;
    }
  } else {
    for (let j = 0; j < size; j++) {
      for (let i = 0, from = j * count, to = j; i < count; i++, to += size) into[to] = data[from + i] as number;
    }
  }
  into.set(data.subarray(count * size), count * size);
}

/**
 * Undoes the bit shuffle: bit `k` of byte `j` of all elements lies together, eight elements to a byte, lowest first. A block whose
 * elements are no multiple of eight was not shuffled. Source: c-blosc 1.21, `bitunshuffle`.
 */
export function bitUnshuffle(data: Uint8Array, into: Uint8Array, size: number): void {
  const count = Math.floor(data.length / size);
  if (count % 8 !== 0) {
    into.set(data);
    return;
  }
  const groups = count / 8;
  for (let j = 0; j < size; j++) {
    for (let group = 0; group < groups; group++) {
      const to = group * 8 * size + j;
      for (let element = 0; element < 8; element++) into[to + element * size] = 0;
      for (let bit = 0; bit < 8; bit++) {
        const bits = data[(j * 8 + bit) * groups + group] as number;
        if (bits === 0) continue;
        for (let element = 0; element < 8; element++) {
          const at = to + element * size;
          into[at] = (into[at] as number) | (((bits >>> element) & 1) << bit);
        }
      }
    }
  }
  into.set(data.subarray(count * size), count * size);
}
