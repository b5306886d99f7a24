/** What a JPEG stream may be at most: the block of an image that it fills. */
interface Size {
  readonly width: number;
  readonly height: number;
}

const marker = {
  baseline: 0xc0,
  progressive: 0xc2,
  huffman: 0xc4,
  begin: 0xd8,
  end: 0xd9,
  scan: 0xda,
  quantization: 0xdb,
};

/**
 * Why a JPEG stream of one component cannot be given to a decoder that believes it; undefined when all its segments are whole, its
 * tables are tables and its frames fit a block. Source: ITU-T T.81, annex B.
 */
export function jpegFault(bytes: Uint8Array, block: Size): string | undefined {
  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (word(0) !== 0xff00 + marker.begin) return "it does not begin as one";
  for (let at = 2; at < bytes.length; ) {
    const kind = bytes[at + 1] as number;
    if (bytes[at] !== 0xff) return `byte ${at} is no marker`;
    if (kind === marker.end) return undefined;
    const length = word(at + 2);
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || segment.length !== length - 2) return `segment ${kind.toString(16)} is cut off`;
    const fault = segmentFault(kind, segment, block);
    if (fault) return fault;
    at += 2 + length;
    if (kind === marker.scan) at = behindScan(bytes, at);
  }
  return "it has no end";
}

function segmentFault(kind: number, segment: Uint8Array, block: Size): string | undefined {
  if (kind >= marker.baseline && kind <= marker.progressive) return frameFault(segment, block);
  if (kind === marker.huffman) return huffmanFault(segment);
  if (kind === marker.quantization) return quantizationFault(segment);
  // scans, restart intervals, applications' own data, comments
  const known = kind === marker.scan || kind === 0xdd || (kind >= 0xe0 && kind <= 0xef) || kind === 0xfe;
  return known ? undefined : `segment ${kind.toString(16)} is of an unknown kind`;
}

function frameFault(segment: Uint8Array, { width, height }: Size): string | undefined {
  const [, rowsHigh = 0, rowsLow = 0, columnsHigh = 0, columnsLow = 0, components, , sampling = 0] = segment;
  const [rows, columns] = [rowsHigh * 256 + rowsLow, columnsHigh * 256 + columnsLow];
  if (components !== 1 || segment.length !== 9) return `it has ${components} components`;
  if (rows > height || columns > width) return `it is ${columns} x ${rows} in a block of ${width} x ${height}`;
  const factors = [sampling >> 4, sampling & 15];
  return factors.every((factor) => factor >= 1 && factor <= 4) ? undefined : "its sampling is none";
}

/** Each table: a number, how many codes have 1 to 16 bits, and as many values. */
function huffmanFault(segment: Uint8Array): string | undefined {
  let at = 0;
  while (at < segment.length) {
    const counts = segment.subarray(at + 1, at + 17);
    const codes = counts.reduce((sum, count) => sum + count, 0);
    const room = counts.reduce((sum, count, i) => sum + count / 2 ** (i + 1), 0);
    if (counts.length < 16 || codes > 256 || room > 1) return "a table of codes is none";
    at += 17 + codes;
  }
  return at === segment.length ? undefined : "a table of codes is cut off";
}

/** Each table: a number with the precision in its upper bits, and 64 values. */
function quantizationFault(segment: Uint8Array): string | undefined {
  let at = 0;
  while (at < segment.length) at += (segment[at] as number) >> 4 ? 129 : 65;
  return at === segment.length ? undefined : "a table of quantization is cut off";
}

/** The next marker behind packed data, in which 0xff is followed by 0 or is a restart. */
function behindScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
