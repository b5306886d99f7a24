/**
 * Loops of many shapes, timed one after the other: gives milliseconds by name, each the best of some rounds. The text of the
 * function runs as it is in Node and in a cell.
 */
export function timeLoops() {
  const n = 3e7;
  const bytes = new Uint8Array(3e7).fill(3);
  const list = Array.from({ length: 3e6 }, (_, i) => i);
  /** @type {Record<string, () => number>} */
  const shapes = {
    for: () => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum = (sum + i) | 0;
      return sum;
    },
    while: () => {
      let sum = 0;
      let i = 0;
      while (i < n) sum = (sum + i++) | 0;
      return sum;
    },
    "do while": () => {
      let sum = 0;
      let i = 0;
      do sum = (sum + i++) | 0;
      while (i < n);
      return sum;
    },
    "for of, array": () => {
      let sum = 0;
      for (const value of list) sum = (sum + value) | 0;
      return sum;
    },
    "for in": () => {
      let sum = 0;
      const small = Object.fromEntries(list.slice(0, 20_000).map((i) => [`k${i}`, i]));
      for (const key in small) sum = (sum + (small[key] ?? 0)) | 0;
      return sum;
    },
    "typed array": () => {
      let sum = 0;
      for (let i = 0; i < bytes.length; i++) sum = (sum + /** @type {number} */ (bytes[i])) | 0;
      return sum;
    },
    "nested loops": () => {
      let sum = 0;
      for (let y = 0; y < 5000; y++) for (let x = 0; x < 5000; x++) sum = (sum + x * y) | 0;
      return sum;
    },
    "nested functions": () => {
      const row = (/** @type {number} */ y) => {
        let sum = 0;
        for (let x = 0; x < 300; x++) sum = (sum + x * y) | 0;
        return sum;
      };
      let sum = 0;
      for (let y = 0; y < 1e5; y++) sum = (sum + row(y)) | 0;
      return sum;
    },
    recursion: () => {
      /** @type {(k: number) => number} */
      const fib = (k) => (k < 2 ? k : fib(k - 1) + fib(k - 2));
      return fib(30);
    },
  };
  /** @type {Record<string, number>} */
  const times = {};
  for (const [name, shape] of Object.entries(shapes)) {
    shape();
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 7; round++) {
      const begun = performance.now();
      shape();
      best = Math.min(best, performance.now() - begun);
    }
    times[name] = best;
  }
  return times;
}
