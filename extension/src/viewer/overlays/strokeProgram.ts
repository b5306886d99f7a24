import { linked } from "../draw/linked.ts";
import type { Strokes } from "./strokes.ts";

/** How strokes and dots are drawn. */
export interface Pen {
  /** Red, green, blue, opacity, each from 0 to 1. */
  readonly color: readonly [number, number, number, number];
  /** Width of a line or diameter of a dot, in device pixels. */
  readonly width: number;
}

const vertexShader = `#version 300 es
layout(location = 0) in vec2 from;
layout(location = 1) in vec2 to;
layout(location = 2) in uint owner;
layout(location = 3) in uint nextOwner;
uniform mat3 matrix;
uniform vec2 offset;
uniform vec2 view;
uniform float width;
out float across;
void main() {
  vec2 a = (matrix * vec3(from + offset, 1.0)).xy;
  vec2 b = (matrix * vec3(to + offset, 1.0)).xy;
  vec2 along = (b - a) * view;
  float size = length(along);
  vec2 unit = size > 0.0 ? along / size : vec2(1.0, 0.0);
  vec2 side = vec2(-unit.y, unit.x);
  float end = float(gl_VertexID & 1);
  across = float(gl_VertexID >> 1) * 2.0 - 1.0;
  float reach = 0.5 * width + 0.5;
  vec2 moved = (side * across * reach + unit * (end * 2.0 - 1.0) * 0.5 * width) * 2.0 / view;
  across *= reach;
  gl_Position = owner == nextOwner ? vec4(mix(a, b, end) + moved, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}`;

const fragmentShader = `#version 300 es
precision highp float;
in float across;
uniform vec4 color;
uniform float width;
out vec4 pixel;
void main() {
  float cover = clamp(0.5 * width + 0.5 - abs(across), 0.0, 1.0);
  pixel = vec4(color.rgb, 1.0) * color.a * cover;
}`;

/** Draws outlines as lines of any width with smooth edges. */
export class StrokeProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #place: (name: string) => WebGLUniformLocation | null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = linked(gl, vertexShader, fragmentShader);
    const places = new Map(
      ["matrix", "offset", "view", "width", "color"].map((name) => [name, gl.getUniformLocation(this.#program, name)]),
    );
    this.#place = (name) => places.get(name) ?? null;
  }

  /** Puts outlines on the card. */
  upload({ vertices, owners, starts }: Strokes): StrokeBuffer {
    const gl = this.#gl;
    const [places, ids, array] = [gl.createBuffer(), gl.createBuffer(), gl.createVertexArray()];
    gl.bindBuffer(gl.ARRAY_BUFFER, places);
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STATIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, ids);
    gl.bufferData(gl.ARRAY_BUFFER, owners, gl.STATIC_DRAW);
    gl.bindVertexArray(array);
    for (const place of [0, 1, 2, 3]) {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribDivisor(place, 1);
    }
    gl.bindVertexArray(null);
    return { places, ids, array, starts };
  }

  /** @param ranges - of outlines, as the buffer has them in order; by default all */
  draw(
    { places, ids, array, starts }: StrokeBuffer,
    scene: { readonly matrix: Float32Array; readonly view: { readonly width: number; readonly height: number } },
    offset: { readonly x: number; readonly y: number },
    pen: Pen,
    ranges: readonly (readonly [number, number])[] = [[0, starts.length - 1]],
  ): void {
    const gl = this.#gl;
    gl.useProgram(this.#program);
    gl.uniformMatrix3fv(this.#place("matrix"), false, scene.matrix);
    gl.uniform2f(this.#place("offset"), offset.x, offset.y);
    gl.uniform2f(this.#place("view"), scene.view.width, scene.view.height);
    gl.uniform1f(this.#place("width"), pen.width);
    gl.uniform4f(this.#place("color"), ...pen.color);
    gl.bindVertexArray(array);
    for (const [begin, end] of ranges) {
      const [first, last] = [starts[begin]!, starts[end]!];
      if (last - first < 2) continue;
      gl.bindBuffer(gl.ARRAY_BUFFER, places);
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 8, 8 * first);
      gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 8, 8 * first + 8);
      gl.bindBuffer(gl.ARRAY_BUFFER, ids);
      gl.vertexAttribIPointer(2, 1, gl.UNSIGNED_INT, 4, 4 * first);
      gl.vertexAttribIPointer(3, 1, gl.UNSIGNED_INT, 4, 4 * first + 4);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, last - first - 1);
    }
    gl.bindVertexArray(null);
  }

  free({ places, ids, array }: StrokeBuffer): void {
    this.#gl.deleteBuffer(places);
    this.#gl.deleteBuffer(ids);
    this.#gl.deleteVertexArray(array);
  }
}

/** Outlines on the card. */
export interface StrokeBuffer {
  readonly places: WebGLBuffer;
  readonly ids: WebGLBuffer;
  readonly array: WebGLVertexArrayObject;
  readonly starts: Uint32Array;
}
