import { linked } from "../draw/linked.ts";
import type { Strokes } from "./strokes.ts";

/** How strokes and dots are drawn. */
export interface Pen {
  /** Red, green, blue, opacity, each from 0 to 1. */
  readonly color: readonly [number, number, number, number];
  /** Width of a line or diameter of a dot, in device pixels. */
  readonly width: number;
}

/** Vertices in a row of the texture; every card takes as many. */
const rowLength = 2048;

// Two triangles for each stretch, made from the vertex's number: drawing instances would cost more than the stretches themselves.
const vertexShader = `#version 300 es
uniform highp sampler2D vertices;
uniform mat3 matrix;
uniform vec2 offset;
uniform vec2 view;
uniform float width;
out float across;
vec3 vertexAt(int i) {
  return texelFetch(vertices, ivec2(i % ${rowLength}, i / ${rowLength}), 0).xyz;
}
void main() {
  int stretch = gl_VertexID / 6;
  int corner = gl_VertexID % 6;
  float end = corner == 1 || corner > 3 ? 1.0 : 0.0;
  float edge = corner == 2 || corner == 3 || corner == 5 ? 1.0 : -1.0;
  vec3 from = vertexAt(stretch);
  vec3 to = vertexAt(stretch + 1);
  vec2 a = (matrix * vec3(from.xy + offset, 1.0)).xy;
  vec2 b = (matrix * vec3(to.xy + offset, 1.0)).xy;
  vec2 along = (b - a) * view;
  float size = length(along);
  vec2 unit = size > 0.0 ? along / size : vec2(1.0, 0.0);
  float reach = 0.5 * width + 0.5;
  vec2 moved = (vec2(-unit.y, unit.x) * edge * reach + unit * (end * 2.0 - 1.0) * 0.5 * width) * 2.0 / view;
  across = edge * reach;
  gl_Position = from.z == to.z ? vec4(mix(a, b, end) + moved, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
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

/** Outlines on the card. */
export interface StrokeBuffer {
  readonly texture: WebGLTexture;
  readonly starts: Uint32Array;
}

/** Draws outlines as lines of any width with smooth edges. */
export class StrokeProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #place: (name: string) => WebGLUniformLocation | null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = linked(gl, vertexShader, fragmentShader);
    const names = ["vertices", "matrix", "offset", "view", "width", "color"];
    const places = new Map(names.map((name) => [name, gl.getUniformLocation(this.#program, name)]));
    this.#place = (name) => places.get(name) ?? null;
  }

  /** Puts outlines on the card. */
  upload({ vertices, starts }: Strokes): StrokeBuffer {
    const gl = this.#gl;
    const texture = gl.createTexture();
    const rows = Math.max(1, Math.ceil(vertices.length / 3 / rowLength));
    const filled = new Float32Array(3 * rowLength * rows);
    filled.set(vertices);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB32F, rowLength, rows, 0, gl.RGB, gl.FLOAT, filled);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return { texture, starts };
  }

  /** @param ranges - of outlines, as the buffer has them in order; by default all */
  draw(
    { texture, starts }: StrokeBuffer,
    scene: { readonly matrix: Float32Array; readonly view: { readonly width: number; readonly height: number } },
    offset: { readonly x: number; readonly y: number },
    pen: Pen,
    ranges: readonly (readonly [number, number])[] = [[0, starts.length - 1]],
  ): void {
    const gl = this.#gl;
    gl.useProgram(this.#program);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.uniform1i(this.#place("vertices"), 0);
    gl.uniformMatrix3fv(this.#place("matrix"), false, scene.matrix);
    gl.uniform2f(this.#place("offset"), offset.x, offset.y);
    gl.uniform2f(this.#place("view"), scene.view.width, scene.view.height);
    gl.uniform1f(this.#place("width"), pen.width);
    gl.uniform4f(this.#place("color"), ...pen.color);
    gl.bindVertexArray(null);
    for (const [begin, end] of ranges) {
      const stretches = starts[end]! - starts[begin]! - 1;
      if (stretches > 0) gl.drawArrays(gl.TRIANGLES, 6 * starts[begin]!, 6 * stretches);
    }
  }

  free({ texture }: StrokeBuffer): void {
    this.#gl.deleteTexture(texture);
  }
}
