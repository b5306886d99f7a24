import type { Pixels } from "../image/dtype.ts";
import { Random } from "./random.ts";
import type { Cell, Tile } from "./scene.ts";

const background = 500;
const readNoise = 8;
const noiseLength = 1 << 18;

/**
 * Draws planes: uneven background, cells (blurred away from their own z), then noise that grows with the square root of the signal.
 * Only + - * / and square roots, so the pixels are the same on every machine.
 */
export class Renderer {
  readonly #size: number;
  readonly #seed: number;
  readonly #light: Float32Array;
  readonly #signal: Float32Array;
  readonly #noise: Float32Array;

  constructor(size: number, seed: number) {
    this.#size = size;
    this.#seed = seed;
    this.#signal = new Float32Array(size * size);
    this.#noise = new Random(seed, 3).normals(noiseLength + size);
    this.#light = lightOf(size);
  }

  /**
   * Fills `into` (size x size, uint16) with one plane.
   *
   * @param channel - from 0.
   * @param z - from 1.
   * @param stream - a number of its own for each plane of the plate: chooses the noise.
   */
  draw(cells: readonly Cell[], tile: Tile, channel: number, z: number, stream: number, into: Pixels): void {
    this.#signal.set(this.#light);
    for (const cell of cells) this.#addCell(cell, tile, channel, z);
    const random = new Random(this.#seed, 4, stream);
    const size = this.#size;
    for (let row = 0; row < size; row++) {
      const start = random.whole(0, noiseLength);
      for (let x = 0; x < size; x++) {
        const signal = this.#signal[row * size + x] as number;
        const noise = (this.#noise[start + x] as number) * Math.sqrt(signal + readNoise * readNoise);
        into[row * size + x] = Math.min(65535, Math.max(0, signal + noise + 0.5)); // the array cuts the fraction off
      }
    }
  }

  #addCell(cell: Cell, tile: Tile, channel: number, z: number): void {
    const far = z > cell.z ? z - cell.z : cell.z - z;
    const blur = 1 + 0.12 * far;
    const wider = channel === 0 ? 1 : 1.5; // nuclei in the first channel, cell bodies in the others
    const a = cell.a * blur * wider;
    const b = cell.b * blur * wider;
    const peak = (cell.peaks[channel] as number) / (blur * blur);
    const size = this.#size;
    const y = cell.y - tile.actual.y;
    const x = cell.x - tile.actual.x;
    if (peak === 0 || y < -a || x < -a || y > size + a || x > size + a) return;
    for (let row = Math.max(0, Math.floor(y - a)); row <= Math.min(size - 1, Math.ceil(y + a)); row++) {
      const dy = row - y;
      for (let column = Math.max(0, Math.floor(x - a)); column <= Math.min(size - 1, Math.ceil(x + a)); column++) {
        const dx = column - x;
        const u = (dx * cell.cos + dy * cell.sin) / a;
        const v = (dy * cell.cos - dx * cell.sin) / b;
        const q = u * u + v * v;
        if (q < 1)
          this.#signal[row * size + column] = (this.#signal[row * size + column] as number) + peak * (1 - q * q);
      }
    }
  }
}

/** Background of a site: a fifth darker in the corners than in the middle. */
function lightOf(size: number): Float32Array {
  const middle = (size - 1) / 2;
  const corner = Math.max(1, 2 * middle * middle);
  return Float32Array.from({ length: size * size }, (_, i) => {
    const y = Math.floor(i / size) - middle;
    const x = (i % size) - middle;
    return background * (1 - (0.2 * (y * y + x * x)) / corner);
  });
}
