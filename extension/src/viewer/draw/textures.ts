import type { Raster } from "./raster.ts";

/** How the pixels of a typed array lie on the graphics card, and which kind of sampler reads them. */
interface Format {
  readonly internal: GLenum;
  readonly format: GLenum;
  readonly type: GLenum;
}

/** The kind of sampler that a raster needs; each has a program of its own. */
export type SamplerKind = "unsigned" | "signed" | "float";

export function samplerKind({ pixels }: Raster): SamplerKind {
  if (pixels instanceof Float32Array) return "float";
  return pixels instanceof Int32Array ? "signed" : "unsigned";
}

/**
 * Rasters on the graphics card, least recently used ones dropped when they take more than a budget. Their pixels stay in
 * the page, so a dropped raster is uploaded again when it is drawn.
 */
export class Textures {
  readonly #gl: WebGL2RenderingContext;
  readonly #budget: number;
  /** In the order of use, the oldest first. */
  readonly #held = new Map<Raster, WebGLTexture>();
  #bytes = 0;

  /** @param budget - in bytes; the raster that is drawn is always held */
  constructor(gl: WebGL2RenderingContext, budget: number) {
    this.#gl = gl;
    this.#budget = budget;
  }

  /** Binds a raster's texture to a unit, uploading it if needed. Rasters that are drawn together must fit into the budget. */
  bind(raster: Raster, unit: number): void {
    const gl = this.#gl;
    const held = this.#held.get(raster);
    gl.activeTexture(gl.TEXTURE0 + unit);
    if (held) {
      this.#held.delete(raster);
      this.#held.set(raster, held);
      gl.bindTexture(gl.TEXTURE_2D, held);
      return;
    }
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    this.#allocate(raster);
    this.#write(raster);
    this.#hold(raster, texture);
  }

  /** Takes a raster off the card; nothing happens when it is not there. */
  forget(raster: Raster): void {
    const texture = this.#held.get(raster);
    if (texture === undefined) return;
    this.#gl.deleteTexture(texture);
    this.#held.delete(raster);
    this.#bytes -= raster.pixels.byteLength;
  }

  /** Writes a raster over one that is not needed any more, when both have the same size and type: no new texture is made. */
  replace(old: Raster, raster: Raster): void {
    const texture = this.#held.get(old);
    const same =
      old.width === raster.width &&
      old.height === raster.height &&
      old.pixels.constructor === raster.pixels.constructor;
    if (texture === undefined || !same) {
      this.forget(old);
      return;
    }
    this.#held.delete(old);
    this.#bytes -= old.pixels.byteLength;
    this.#gl.activeTexture(this.#gl.TEXTURE0);
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, texture);
    this.#write(raster);
    this.#hold(raster, texture);
  }

  #hold(raster: Raster, texture: WebGLTexture): void {
    this.#held.set(raster, texture);
    this.#bytes += raster.pixels.byteLength;
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.#budget || oldest === raster) break;
      this.forget(oldest);
    }
  }

  #allocate(raster: Raster): void {
    const gl = this.#gl;
    gl.texStorage2D(gl.TEXTURE_2D, 1, this.#format(raster).internal, raster.width, raster.height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST); // an integer texture is incomplete with any other
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  #write(raster: Raster): void {
    const gl = this.#gl;
    const { width, height, pixels } = raster;
    const { format, type } = this.#format(raster);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, pixels.BYTES_PER_ELEMENT);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, format, type, pixels);
  }

  #format({ pixels }: Raster): Format {
    const gl = this.#gl;
    if (pixels instanceof Float32Array) return { internal: gl.R32F, format: gl.RED, type: gl.FLOAT };
    const format = gl.RED_INTEGER;
    if (pixels instanceof Uint8Array) return { internal: gl.R8UI, format, type: gl.UNSIGNED_BYTE };
    if (pixels instanceof Uint16Array) return { internal: gl.R16UI, format, type: gl.UNSIGNED_SHORT };
    if (pixels instanceof Int32Array) return { internal: gl.R32I, format, type: gl.INT };
    return { internal: gl.R32UI, format, type: gl.UNSIGNED_INT };
  }
}
