import type { Size } from "../camera.ts";
import type { Look } from "../look.ts";
import type { ColorTables } from "./colorTables.ts";
import { linked } from "./linked.ts";
import { type Quad, QuadBuffer } from "./quadBuffer.ts";
import { fragmentShader, type Quality, vertexShader } from "./shaders.ts";
import type { SamplerKind } from "./textures.ts";

/** How many textures are added up at once: WebGL2 guarantees 16 units, and one is the colours'. */
export const stackedAtMost = 8;

/** Draws the same rectangles of some textures of one size, each with its look, added to what is there. */
export class QuadProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #view: WebGLUniformLocation | null;
  readonly #looks: WebGLUniformLocation | null;
  readonly #tables: ColorTables;
  readonly #quads: QuadBuffer;

  constructor(gl: WebGL2RenderingContext, tables: ColorTables, kind: SamplerKind, quality: Quality, count: number) {
    this.#gl = gl;
    this.#tables = tables;
    this.#program = linked(gl, vertexShader, fragmentShader(kind, quality, count));
    this.#view = gl.getUniformLocation(this.#program, "view");
    this.#looks = gl.getUniformLocation(this.#program, "looks");
    this.#quads = new QuadBuffer(gl);
    gl.useProgram(this.#program);
    for (let i = 0; i < count; i++) gl.uniform1i(gl.getUniformLocation(this.#program, `plane${i}`), i);
    gl.uniform1i(gl.getUniformLocation(this.#program, "colours"), stackedAtMost);
  }

  /** Draws with the textures that are bound to the first units; `view` is in device pixels. */
  draw(view: Size, quads: readonly Quad[], looks: readonly StackedLook[]): void {
    const gl = this.#gl;
    this.#tables.bind(stackedAtMost);
    const values = looks.flatMap((look) => {
      const scale = 1 / Math.max(look.high - look.low, 1e-30);
      return [look.low, scale, this.#tables.rowOf(look), look.opacity];
    });
    gl.useProgram(this.#program);
    gl.uniform2f(this.#view, view.width, view.height);
    gl.uniform4fv(this.#looks, values);
    this.#quads.draw(quads);
  }
}

/** A look, and how much of it is added. */
export interface StackedLook extends Look {
  readonly opacity: number;
}
