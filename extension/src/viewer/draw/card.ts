import type { Size } from "../camera.ts";
import type { Look } from "../look.ts";
import { type LabelLook, LabelProgram } from "./labelProgram.ts";
import type { Quad } from "./quadBuffer.ts";
import { QuadProgram } from "./quadProgram.ts";
import type { Raster } from "./raster.ts";
import { type SamplerKind, samplerKind, Textures } from "./textures.ts";

const textureBudget = 256 << 20;

/** What lies on a graphics context: programs and textures. It is made anew when a lost context comes back. */
export class Card {
  readonly gl: WebGL2RenderingContext;
  readonly textures: Textures;
  readonly #programs = new Map<SamplerKind, QuadProgram>();
  readonly #labelPrograms = new Map<SamplerKind, LabelProgram>();
  readonly #kept = new WeakMap<object, unknown>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.textures = new Textures(gl, textureBudget);
  }

  /** Clears a view of this size, in the lower left corner of the canvas, and lets what is drawn be added to it. */
  begin({ width, height }: Size): void {
    const { gl } = this;
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
  }

  /** Lets what is drawn from now on cover what is there, by its alpha (premultiplied). */
  beginOverlays(): void {
    this.gl.blendFunc(this.gl.ONE, this.gl.ONE_MINUS_SRC_ALPHA);
  }

  /** Adds parts of a raster to the view. */
  addQuads(view: Size, raster: Raster, quads: readonly Quad[], look: Look, opacity = 1): void {
    if (quads.length === 0) return;
    this.textures.bind(raster);
    this.#program(samplerKind(raster)).draw(view, quads, look, opacity);
  }

  /** Puts parts of a raster of labels over the view. Labels are whole numbers: a raster of floats is left out. */
  coverWithLabels(view: Size, raster: Raster, quads: readonly Quad[], look: LabelLook): void {
    const kind = samplerKind(raster);
    if (quads.length === 0 || kind === "float") return;
    this.textures.bind(raster);
    const program = this.#labelPrograms.get(kind) ?? new LabelProgram(this.gl, kind);
    this.#labelPrograms.set(kind, program);
    program.draw(view, quads, look);
  }

  /** What an owner keeps on this context (buffers, programs), made when it is first asked for. */
  kept<T>(owner: object, make: (gl: WebGL2RenderingContext) => T): T {
    if (!this.#kept.has(owner)) this.#kept.set(owner, make(this.gl));
    return this.#kept.get(owner) as T; // what `make` gave to this owner
  }

  #program(kind: SamplerKind): QuadProgram {
    const program = this.#programs.get(kind) ?? new QuadProgram(this.gl, kind);
    this.#programs.set(kind, program);
    return program;
  }
}
