/**
 * Random numbers that are the same on every machine: whole-number arithmetic only.
 * Algorithm: sfc32 of PractRand (Chris Doty-Humphrey, public domain), 32 bits a call.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param parts - whole numbers; different parts give independent sequences. */
  constructor(...parts: readonly number[]) {
    let hash = 0x9e3779b9;
    for (const part of parts) hash = Math.imul(hash ^ (part | 0), 0x85ebca6b) ^ (hash >>> 13);
    [this.#a, this.#b, this.#c] = [hash, hash ^ 0x243f6a88, hash ^ 0xb7e15162];
    for (let i = 0; i < 15; i++) this.bits();
  }

  /** 32 random bits as a number from 0 to 2^32 - 1. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return sum >>> 0;
  }

  /** From `low` up to, but not including, `high`. */
  between(low: number, high: number): number {
    return low + ((high - low) * this.bits()) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  /** `length` numbers of about normal distribution, mean 0 and standard deviation 1: sums of twelve equal ones. */
  normals(length: number): Float32Array {
    return Float32Array.from({ length }, () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += this.between(0, 1);
      return sum;
    });
  }
}
