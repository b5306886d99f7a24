import { colorMap } from "../colorMaps.ts";
import type { Look } from "../look.ts";
import { tableSize } from "./shaders.ts";

const rows = 64;

/** Tables of colours on the graphics card: a row for each map and gamma that is in use, the oldest is written over. */
export class ColorTables {
  readonly #gl: WebGL2RenderingContext;
  readonly #texture: WebGLTexture;
  /** In the order of use, the oldest first. */
  readonly #rows = new Map<string, number>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, tableSize, rows);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  /** Binds the tables to a unit. */
  bind(unit: number): void {
    this.#gl.activeTexture(this.#gl.TEXTURE0 + unit);
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, this.#texture);
  }

  /** The row of a look, of the tables that are bound. */
  rowOf({ map, gamma }: Look): number {
    const key = `${map}/${gamma}`;
    const known = this.#rows.get(key);
    const row = known ?? this.#free();
    this.#rows.delete(key);
    this.#rows.set(key, row);
    if (known === undefined) this.#write(row, tableOf(map, gamma));
    return row;
  }

  #free(): number {
    if (this.#rows.size < rows) return this.#rows.size;
    const [key, row] = this.#rows.entries().next().value!; // there are some
    this.#rows.delete(key);
    return row;
  }

  #write(row: number, table: Uint8Array): void {
    const gl = this.#gl;
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, tableSize, 1, gl.RGBA, gl.UNSIGNED_BYTE, table);
  }
}

/** Colours of evenly spaced values from 0 to 1, as RGBA. */
export function tableOf(map: string, gamma: number): Uint8Array {
  const stops = colorMap(map);
  const table = new Uint8Array(4 * tableSize);
  for (let i = 0; i < tableSize; i++) {
    const place = (i / (tableSize - 1)) ** gamma * (stops.length - 1);
    const stop = Math.min(stops.length - 2, Math.floor(place));
    for (let part = 0; part < 3; part++) {
      const [from, to] = [stops[stop]![part]!, stops[stop + 1]![part]!];
      table[4 * i + part] = Math.round(255 * (from + (to - from) * (place - stop)));
    }
    table[4 * i + 3] = 255;
  }
  return table;
}
