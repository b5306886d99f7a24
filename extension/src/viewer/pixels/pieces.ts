import type { Size } from "../camera.ts";
import type { Box } from "../draw/quadBuffer.ts";
import type { Raster } from "../draw/raster.ts";
import { type Tile, tileBox } from "../scene/tiles.ts";

/** A part of a plane that has come, as a rectangle of a raster. */
export interface Piece {
  readonly raster: Raster;
  /** Where its pixels lie in the raster. */
  readonly left: number;
  readonly top: number;
  readonly level: number;
  /** Its pixels in the plane, in pixels of its level. */
  readonly box: Box;
}

/** Part of a piece, in pixels of its raster. */
export interface Found {
  readonly piece: Piece;
  readonly source: Box;
}

/**
 * Parts of planes by their address, those used last kept within a budget. What is drawn is looked up here, so an answer that
 * comes late can never show the wrong plane.
 */
export class Pieces {
  readonly #budget: number;
  readonly #dropped: (raster: Raster) => void;
  /** By plane and tile, in the order of use, the oldest first. */
  readonly #held = new Map<string, Piece>();
  /** How many pieces lie in a raster. */
  readonly #uses = new Map<Raster, number>();
  #bytes = 0;

  /**
   * @param budget - in bytes
   * @param dropped - called with a raster that is not held any more
   */
  constructor(budget: number, dropped: (raster: Raster) => void) {
    this.#budget = budget;
    this.#dropped = dropped;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(plane: string, tile: Tile): boolean {
    return this.#held.has(tileKey(plane, tile));
  }

  /** The best there is for a tile: itself, else the same part of the whole plane or of a coarser tile. */
  find(plane: string, size: Size, tile: Tile, coarsest: number): Found | null {
    const wanted = tileBox(size, tile);
    const exact = this.#use(tileKey(plane, tile));
    if (exact) return found(exact, wanted);
    const whole = this.#use(wholeKey(plane));
    if (whole) return found(whole, scaled(wanted, 2 ** (tile.level - whole.level)));
    for (let level = tile.level + 1; level <= coarsest; level++) {
      const shift = level - tile.level;
      const coarse = { level, row: tile.row >> shift, column: tile.column >> shift };
      const piece = this.#use(tileKey(plane, coarse));
      if (piece) return found(piece, scaled(wanted, 2 ** -shift));
    }
    return null;
  }

  /** The value of a plane at a point of level 0, from the finest piece that is there; null when none is. */
  valueAt(plane: string, x: number, y: number): { readonly value: number; readonly level: number } | null {
    let best: Piece | null = null;
    for (const [key, piece] of this.#held) {
      if (!key.startsWith(`${plane}|`) || (best && best.level <= piece.level)) continue;
      if (inside(piece, x, y)) best = piece;
    }
    if (best === null) return null;
    const { raster, left, top, level, box } = best;
    const column = left + Math.floor(x / 2 ** level) - box.left;
    const row = top + Math.floor(y / 2 ** level) - box.top;
    return { value: raster.pixels[row * raster.width + column]!, level };
  }

  /** Keeps a tile. */
  put(plane: string, tile: Tile, piece: Piece): void {
    this.#keep(tileKey(plane, tile), piece);
  }

  /** Keeps a whole plane at full size; what was there of an earlier one goes. Returns the raster whose place it takes. */
  putWhole(plane: string, piece: Piece): Raster | undefined {
    const before = this.#held.get(wholeKey(plane))?.raster;
    this.forget(plane, before);
    this.#keep(wholeKey(plane), piece);
    return before;
  }

  /** Drops all of a plane. @param spared - a raster that its new owner will take over. */
  forget(plane: string, spared?: Raster): void {
    for (const key of [...this.#held.keys()]) if (key.startsWith(`${plane}|`)) this.#drop(key, spared);
  }

  clear(): void {
    for (const key of [...this.#held.keys()]) this.#drop(key);
  }

  #use(key: string): Piece | undefined {
    const piece = this.#held.get(key);
    if (piece) {
      this.#held.delete(key);
      this.#held.set(key, piece);
    }
    return piece;
  }

  #keep(key: string, piece: Piece): void {
    this.#drop(key);
    this.#held.set(key, piece);
    const uses = this.#uses.get(piece.raster) ?? 0;
    if (uses === 0) this.#bytes += piece.raster.pixels.byteLength;
    this.#uses.set(piece.raster, uses + 1);
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.#budget || oldest === key) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string, spared?: Raster): void {
    const piece = this.#held.get(key);
    if (!piece) return;
    this.#held.delete(key);
    const uses = this.#uses.get(piece.raster)! - 1; // it is counted as long as it is held
    if (uses > 0) {
      this.#uses.set(piece.raster, uses);
      return;
    }
    this.#uses.delete(piece.raster);
    this.#bytes -= piece.raster.pixels.byteLength;
    if (piece.raster !== spared) this.#dropped(piece.raster);
  }
}

function tileKey(plane: string, { level, row, column }: Tile): string {
  return `${plane}|${level}/${row}/${column}`;
}

function wholeKey(plane: string): string {
  return `${plane}|whole`;
}

function found(piece: Piece, box: Box): Found {
  const [x, y] = [piece.left - piece.box.left, piece.top - piece.box.top];
  const source = { left: box.left + x, top: box.top + y, right: box.right + x, bottom: box.bottom + y };
  return { piece, source };
}

function scaled({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left * by, top: top * by, right: right * by, bottom: bottom * by };
}

function inside({ level, box }: Piece, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x / 2 ** level), Math.floor(y / 2 ** level)];
  return column >= box.left && row >= box.top && column < box.right && row < box.bottom;
}
