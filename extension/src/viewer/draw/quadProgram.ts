import type { Size } from "../camera.ts";
import { colorMap } from "../colorMaps.ts";
import type { Look } from "../look.ts";
import { linked } from "./linked.ts";
import { type Quad, QuadBuffer } from "./quadBuffer.ts";
import { fragmentShader, vertexShader } from "./shaders.ts";
import type { SamplerKind } from "./textures.ts";

type UniformName = "plane" | "view" | "limits" | "gamma" | "opacity" | "stops" | "stopCount";
const names: readonly UniformName[] = ["plane", "view", "limits", "gamma", "opacity", "stops", "stopCount"];

/** Draws rectangles of one texture with one look, added to what is there. */
export class QuadProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #uniforms: Readonly<Record<UniformName, WebGLUniformLocation | null>>;
  readonly #quads: QuadBuffer;

  constructor(gl: WebGL2RenderingContext, kind: SamplerKind) {
    this.#gl = gl;
    this.#program = linked(gl, vertexShader, fragmentShader(kind));
    const places = names.map((name) => [name, gl.getUniformLocation(this.#program, name)]);
    this.#uniforms = Object.fromEntries(places) as Record<UniformName, WebGLUniformLocation | null>; // one for each name
    this.#quads = new QuadBuffer(gl);
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
    this.#quads.draw(quads);
  }
}
