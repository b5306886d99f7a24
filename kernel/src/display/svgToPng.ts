import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Draws SVG without a browser. Loaded with the first picture, as it takes 2.5 MB. */
export class PictureMaker {
  #ready: Promise<(svg: string) => Uint8Array> | undefined;

  /**
   * An SVG as PNG, one pixel per CSS pixel, with DejaVu Sans for all text.
   *
   * @throws Error with the reason when it is no SVG
   */
  async png(svg: string): Promise<Buffer> {
    this.#ready ??= load();
    return Buffer.from((await this.#ready)(svg));
  }
}

async function load(): Promise<(svg: string) => Uint8Array> {
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  await initWasm(await readFile(require.resolve("@resvg/resvg-wasm/index_bg.wasm")));
  const files = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];
  const fontBuffers = await Promise.all(files.map((file) => readFile(require.resolve(`dejavu-fonts-ttf/ttf/${file}`))));
  const font = { fontBuffers, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  return (svg) => new Resvg(svg, { font }).render().asPng();
}
