import type { Camera, Size } from "./camera.ts";
import { colorMaps } from "./colorMaps.ts";
import type { Look } from "./look.ts";
import { fragmentShader, vertexShader } from "./shaders.ts";

type UniformName = "plane" | "view" | "centre" | "step" | "limits" | "gamma" | "stops" | "stopCount";

/** The shaders that draw a plane, compiled, with their inputs by name. */
export class PlaneProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #uniforms = new Map<UniformName, WebGLUniformLocation | null>();

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = gl.createProgram();
    gl.attachShader(this.#program, compiled(gl, gl.VERTEX_SHADER, vertexShader));
    gl.attachShader(this.#program, compiled(gl, gl.FRAGMENT_SHADER, fragmentShader));
    gl.linkProgram(this.#program);
    if (!gl.getProgramParameter(this.#program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(`The shaders of the image view do not link: ${gl.getProgramInfoLog(this.#program)}`);
    }
    for (const name of ["plane", "view", "centre", "step", "limits", "gamma", "stops", "stopCount"] as const) {
      this.#uniforms.set(name, gl.getUniformLocation(this.#program, name));
    }
  }

  /** Draws the bound texture into the lower left corner of the canvas; `view` is in device pixels. */
  draw(view: Size, camera: Camera, pixelRatio: number, look: Look): void {
    const gl = this.#gl;
    const map = colorMaps[look.map] ?? colorMaps.gray!;
    gl.useProgram(this.#program);
    gl.uniform1i(this.#at("plane"), 0);
    gl.uniform2f(this.#at("view"), view.width, view.height);
    gl.uniform2f(this.#at("centre"), camera.x, camera.y);
    gl.uniform1f(this.#at("step"), 1 / (camera.zoom * pixelRatio));
    gl.uniform2f(this.#at("limits"), look.low, look.high);
    gl.uniform1f(this.#at("gamma"), look.gamma);
    gl.uniform3fv(this.#at("stops"), map.flat());
    gl.uniform1i(this.#at("stopCount"), map.length);
    gl.viewport(0, 0, view.width, view.height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #at(name: UniformName): WebGLUniformLocation | null {
    return this.#uniforms.get(name) ?? null;
  }
}

function compiled(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (shader === null) throw new Error("The graphics card gives no shader; its context is lost.");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new Error(`A shader of the image view does not compile: ${gl.getShaderInfoLog(shader)}`);
  }
  return shader;
}
