import { linked } from "../draw/linked.ts";
import type { Pen } from "./strokeProgram.ts";

const vertexShader = `#version 300 es
layout(location = 0) in vec2 place;
uniform mat3 matrix;
uniform vec2 offset;
uniform float width;
void main() {
  gl_Position = vec4((matrix * vec3(place + offset, 1.0)).xy, 0.0, 1.0);
  gl_PointSize = width + 1.0;
}`;

const fragmentShader = `#version 300 es
precision highp float;
uniform vec4 color;
uniform float width;
out vec4 pixel;
void main() {
  float far = length(gl_PointCoord - 0.5) * (width + 1.0);
  float cover = clamp(0.5 * width + 0.5 - far, 0.0, 1.0);
  pixel = vec4(color.rgb, 1.0) * color.a * cover;
}`;

/** Dots on the card. */
export interface DotBuffer {
  readonly places: WebGLBuffer;
  readonly count: number;
}

/** Draws round dots, of one size on the screen. */
export class DotProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #place: (name: string) => WebGLUniformLocation | null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = linked(gl, vertexShader, fragmentShader);
    const names = ["matrix", "offset", "width", "color"];
    const places = new Map(names.map((name) => [name, gl.getUniformLocation(this.#program, name)]));
    this.#place = (name) => places.get(name) ?? null;
  }

  /** @param middles - x and y in turn */
  upload(middles: Float32Array): DotBuffer {
    const gl = this.#gl;
    const places = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, places);
    gl.bufferData(gl.ARRAY_BUFFER, middles, gl.STATIC_DRAW);
    return { places, count: middles.length / 2 };
  }

  /** @param ranges - of dots in their order; by default all */
  draw(
    { places, count }: DotBuffer,
    scene: { readonly matrix: Float32Array },
    offset: { readonly x: number; readonly y: number },
    pen: Pen,
    ranges: readonly (readonly [number, number])[] = [[0, count]],
  ): void {
    const gl = this.#gl;
    gl.useProgram(this.#program);
    gl.uniformMatrix3fv(this.#place("matrix"), false, scene.matrix);
    gl.uniform2f(this.#place("offset"), offset.x, offset.y);
    gl.uniform1f(this.#place("width"), pen.width);
    gl.uniform4f(this.#place("color"), ...pen.color);
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, places);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribDivisor(0, 0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 8, 0);
    for (const [begin, end] of ranges) gl.drawArrays(gl.POINTS, begin, end - begin);
    gl.disableVertexAttribArray(0);
  }

  free({ places }: DotBuffer): void {
    this.#gl.deleteBuffer(places);
  }
}
