import type { Size } from "../camera.ts";
import type { Look } from "../look.ts";
import { ColorTables } from "./colorTables.ts";
import { type LabelLook, LabelProgram } from "./labelProgram.ts";
import type { Quad } from "./quadBuffer.ts";
import { QuadProgram, stackedAtMost } from "./quadProgram.ts";
import type { Raster } from "./raster.ts";
import type { Quality } from "./shaders.ts";
import { type SamplerKind, samplerKind, Textures } from "./textures.ts";

const textureBudget = 256 << 20;

/** An image among those that are added up. */
export interface Stacked {
  readonly raster: Raster;
  readonly look: Look;
  /** 0..1. */
  readonly opacity: number;
}

/** What lies on a graphics context: programs and textures. It is made anew when a lost context comes back. */
export class Card {
  readonly gl: WebGL2RenderingContext;
  readonly textures: Textures;
  readonly #tables: ColorTables;
  readonly #programs = new Map<string, QuadProgram>();
  readonly #labelPrograms = new Map<SamplerKind, LabelProgram>();
  readonly #kept = new WeakMap<object, unknown>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.textures = new Textures(gl, textureBudget);
    this.#tables = new ColorTables(gl);
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

  /** Adds the same parts of some rasters, which {@link stackKey} finds to be alike, to the view. */
  add(view: Size, stack: readonly Stacked[], quads: readonly Quad[], quality: Quality): void {
    if (quads.length === 0) return;
    for (let from = 0; from < stack.length; from += stackedAtMost) {
      const some = stack.slice(from, from + stackedAtMost);
      for (const [unit, { raster }] of some.entries()) this.textures.bind(raster, unit);
      const looks = some.map(({ look, opacity }) => ({ ...look, opacity }));
      this.#program(samplerKind(some[0]!.raster), quality, some.length).draw(view, quads, looks);
    }
  }

  /** Puts parts of a raster of labels over the view. Labels are whole numbers: a raster of floats is left out. */
  coverWithLabels(view: Size, raster: Raster, quads: readonly Quad[], look: LabelLook): void {
    const kind = samplerKind(raster);
    if (quads.length === 0 || kind === "float") return;
    this.textures.bind(raster, 0);
    const program = this.#labelPrograms.get(kind) ?? new LabelProgram(this.gl, kind);
    this.#labelPrograms.set(kind, program);
    program.draw(view, quads, look);
  }

  /** What an owner keeps on this context (buffers, programs), made when it is first asked for. */
  kept<T>(owner: object, make: (gl: WebGL2RenderingContext) => T): T {
    if (!this.#kept.has(owner)) this.#kept.set(owner, make(this.gl));
    return this.#kept.get(owner) as T; // what `make` gave to this owner
  }

  #program(kind: SamplerKind, quality: Quality, count: number): QuadProgram {
    const key = `${kind} ${quality} ${count}`;
    const program = this.#programs.get(key) ?? new QuadProgram(this.gl, this.#tables, kind, quality, count);
    this.#programs.set(key, program);
    return program;
  }
}

/** Rasters of one key can be added up in one go. */
export function stackKey(raster: Raster): string {
  return `${samplerKind(raster)} ${raster.width} ${raster.height}`;
}
