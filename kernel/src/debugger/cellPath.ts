/** How front ends compute the path of a cell from its text; they are told so in `debugInfo`. */
export const cellPaths = {
  hashMethod: "Murmur2",
  hashSeed: 3339675911,
  tmpFilePrefix: "/titer/",
  tmpFileSuffix: ".ts",
};

/** The path by which front end and debugger call a cell. */
export function cellPath(text: string): string {
  return `${cellPaths.tmpFilePrefix}${murmur2(text, cellPaths.hashSeed)}${cellPaths.tmpFileSuffix}`;
}

/** MurmurHash2 (Austin Appleby), 32 bits, of the UTF-8 bytes of a text. */
export function murmur2(text: string, seed: number): number {
  const m = 0x5bd1e995;
  const bytes = Buffer.from(text, "utf8");
  const words = bytes.length & ~3;
  let hash = seed ^ bytes.length;
  for (let at = 0; at < words; at += 4) {
    let word = Math.imul(bytes.readUInt32LE(at), m);
    word ^= word >>> 24;
    hash = Math.imul(hash, m) ^ Math.imul(word, m);
  }
  for (let at = bytes.length - 1; at >= words; at--) hash ^= (bytes[at] ?? 0) << (8 * (at - words));
  if (bytes.length > words) hash = Math.imul(hash, m);
  hash = Math.imul(hash ^ (hash >>> 13), m);
  return (hash ^ (hash >>> 15)) >>> 0;
}
