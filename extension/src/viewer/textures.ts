import type { PlaneImage } from "./image.ts";

/**
 * Images on the graphics card, least recently used ones dropped when they take more than a budget. Their pixels stay in
 * the page, so a dropped image is uploaded again when it is drawn.
 */
export class Textures {
  readonly #gl: WebGL2RenderingContext;
  readonly #budget: number;
  /** In the order of use, the oldest first. */
  readonly #held = new Map<PlaneImage, WebGLTexture>();
  #bytes = 0;

  /** @param budget - in bytes; the image that is drawn is always held */
  constructor(gl: WebGL2RenderingContext, budget: number) {
    this.#gl = gl;
    this.#budget = budget;
  }

  /** Binds an image's texture to unit 0, uploading it if needed. */
  bind(image: PlaneImage): void {
    const gl = this.#gl;
    const held = this.#held.get(image);
    gl.activeTexture(gl.TEXTURE0);
    if (held) {
      this.#held.delete(image);
      this.#held.set(image, held);
      gl.bindTexture(gl.TEXTURE_2D, held);
      return;
    }
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    this.#upload(image);
    this.#held.set(image, texture);
    this.#bytes += image.pixels.byteLength;
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.#budget || oldest === image) break;
      this.forget(oldest);
    }
  }

  /** Takes an image off the card; nothing happens when it is not there. */
  forget(image: PlaneImage): void {
    const texture = this.#held.get(image);
    if (texture === undefined) return;
    this.#gl.deleteTexture(texture);
    this.#held.delete(image);
    this.#bytes -= image.pixels.byteLength;
  }

  #upload({ info, pixels }: PlaneImage): void {
    const gl = this.#gl;
    const bytes = pixels.BYTES_PER_ELEMENT;
    const [format, type] = bytes === 1 ? [gl.R8UI, gl.UNSIGNED_BYTE] : [gl.R16UI, gl.UNSIGNED_SHORT];
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, bytes);
    gl.texStorage2D(gl.TEXTURE_2D, 1, format, info.width, info.height);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, info.width, info.height, gl.RED_INTEGER, type, pixels);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST); // an integer texture is incomplete with any other
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }
}
