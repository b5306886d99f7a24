import type { Size } from "../camera.ts";
import { colorMap } from "../colorMaps.ts";
import type { Look } from "../look.ts";
import { linked } from "./linked.ts";
import { fragmentShader, vertexShader } from "./shaders.ts";
import type { SamplerKind } from "./textures.ts";

/** A rectangle of the view in device pixels, filled with a rectangle of a raster in its pixels. */
export interface Quad {
  readonly target: Box;
  readonly source: Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type UniformName = "plane" | "view" | "limits" | "gamma" | "opacity" | "stops" | "stopCount";
const names: readonly UniformName[] = ["plane", "view", "limits", "gamma", "opacity", "stops", "stopCount"];

/** Draws rectangles of one texture with one look, added to what is there. */
export class QuadProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #uniforms: Readonly<Record<UniformName, WebGLUniformLocation | null>>;
  readonly #array: WebGLVertexArrayObject;
  readonly #buffer: WebGLBuffer;

  constructor(gl: WebGL2RenderingContext, kind: SamplerKind) {
    this.#gl = gl;
    this.#program = linked(gl, vertexShader, fragmentShader(kind));
    const places = names.map((name) => [name, gl.getUniformLocation(this.#program, name)]);
    this.#uniforms = Object.fromEntries(places) as Record<UniformName, WebGLUniformLocation | null>; // one for each name
    this.#array = gl.createVertexArray();
    this.#buffer = gl.createBuffer();
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    for (const place of [0, 1]) {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, 4, gl.FLOAT, false, 32, 16 * place);
      gl.vertexAttribDivisor(place, 1);
    }
    gl.bindVertexArray(null);
  }

  /** Draws with the texture that is bound to unit 0; `view` is in device pixels. */
  draw(view: Size, quads: readonly Quad[], look: Look, opacity = 1): void {
    const gl = this.#gl;
    const map = colorMap(look.map);
    gl.useProgram(this.#program);
    gl.uniform1i(this.#uniforms.plane, 0);
    gl.uniform2f(this.#uniforms.view, view.width, view.height);
    gl.uniform2f(this.#uniforms.limits, look.low, look.high);
    gl.uniform1f(this.#uniforms.gamma, look.gamma);
    gl.uniform1f(this.#uniforms.opacity, opacity);
    gl.uniform3fv(this.#uniforms.stops, map.flat());
    gl.uniform1i(this.#uniforms.stopCount, map.length);
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(quads.flatMap(corners)), gl.STREAM_DRAW);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, quads.length);
    gl.bindVertexArray(null);
  }
}

function corners({ target, source }: Quad): number[] {
  return [target, source].flatMap(({ left, top, right, bottom }) => [left, top, right, bottom]);
}
