/** What Node offers beside the language; a browser has none of it. */
type Host = {
  readonly process?: { readonly getBuiltinModule?: (id: string) => Crypto | undefined };
};
type Crypto = {
  readonly createHash: (name: string) => { update(text: string): { digest(encoding: "hex"): string } };
};

/** The SHA-256 of text as UTF-8, in hex: Node's own, which is twenty times faster, or the one below. */
export function sha256(text: string): string {
  const crypto = (globalThis as Host).process?.getBuiltinModule?.("node:crypto");
  return crypto ? crypto.createHash("sha256").update(text).digest("hex") : portableSha256(text);
}

/** The same anywhere (FIPS 180-4). Synchronous and without a host, unlike `crypto.subtle`. */
export function portableSha256(text: string): string {
  const blocks = padded(utf8(text));
  const state = Int32Array.from(roots(2, 8));
  const schedule = new Int32Array(64);
  for (let at = 0; at < blocks.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) schedule[i] = blocks.getInt32(at + 4 * i);
    compress(state, schedule);
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

const constants = Int32Array.from(roots(3, 64));

function compress(state: Int32Array, w: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

function rotate(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}

/** The first 32 bits of the fractional parts of the square (2) or cube (3) roots of the first primes. */
function roots(degree: 2 | 3, count: number): number[] {
  const words: number[] = [];
  for (let n = 2; words.length < count; n++) {
    let prime = true;
    for (let factor = 2; factor * factor <= n; factor++) if (n % factor === 0) prime = false;
    if (!prime) continue;
    const root = degree === 2 ? Math.sqrt(n) : Math.cbrt(n);
    words.push(((root % 1) * 2 ** 32) | 0);
  }
  return words;
}

function padded(bytes: Uint8Array): DataView {
  const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  const block = new Uint8Array(view.buffer);
  block.set(bytes);
  block[bytes.length] = 0x80;
  view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n);
  return view;
}

function utf8(text: string): Uint8Array {
  type Host = { readonly TextEncoder: new () => { encode(text: string): Uint8Array } };
  return new (globalThis as unknown as Host).TextEncoder().encode(text); // Node and every browser have it
}
