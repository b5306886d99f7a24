import type { Size } from "../camera.ts";
import { colorMap, stopsAtMost } from "../colorMaps.ts";
import { linked } from "./linked.ts";
import { type Quad, QuadBuffer } from "./quadBuffer.ts";
import { samplers, vertexShader } from "./shaders.ts";
import type { SamplerKind } from "./textures.ts";

/** How labels are shown: each object in a colour of its own, or by a measurement. */
export interface LabelLook {
  readonly style: "outline" | "fill";
  /** 0..1. */
  readonly opacity: number;
  /** The object that stands out; 0 for none. */
  readonly chosen: number;
  /** Values of objects from 0 to 1 by label, NaN for those without one; null colours each object by itself. */
  readonly values: Float32Array | null;
  /** Colour map of the values. */
  readonly map: string;
}

/** Values lie in rows of so many. */
const valueRow = 2048;

const names = [
  "plane",
  "values",
  "view",
  "opacity",
  "outlined",
  "chosen",
  "measured",
  "count",
  "stops",
  "stopCount",
] as const;

/** Colours of objects come from their number, so that no table limits how many there are. */
function fragmentShader(kind: Exclude<SamplerKind, "float">): string {
  return `#version 300 es
precision highp float;
precision highp int;
precision highp ${samplers[kind]};
uniform ${samplers[kind]} plane;
uniform sampler2D values;
uniform float opacity;
uniform bool outlined;
uniform uint chosen;
uniform bool measured;
uniform int count;
uniform vec3 stops[${stopsAtMost}];
uniform int stopCount;
in vec2 at;
flat in vec4 bounds;
flat in float step;
out vec4 colour;

uint labelAt(ivec2 p) {
  ivec2 last = min(ivec2(ceil(bounds.zw)), textureSize(plane, 0)) - 1;
  return uint(texelFetch(plane, clamp(p, ivec2(bounds.xy), last), 0).r);
}

vec3 mapped(float t) {
  float place = clamp(t, 0.0, 1.0) * float(stopCount - 1);
  int i = min(int(place), stopCount - 2);
  return mix(stops[i], stops[i + 1], place - float(i));
}

// bright colours all around the circle, by a hash of the label (PCG, Jarzynski and Olano 2020)
vec3 ownColour(uint label) {
  uint state = label * 747796405u + 2891336453u;
  uint word = ((state >> ((state >> 28) + 4u)) ^ state) * 277803737u;
  float hue = float((word >> 22) ^ word) / 4294967295.0;
  vec3 rgb = clamp(abs(mod(hue * 6.0 + vec3(0.0, 4.0, 2.0), 6.0) - 3.0) - 1.0, 0.0, 1.0);
  return mix(vec3(1.0), rgb, 0.75);
}

void main() {
  ivec2 p = ivec2(floor(at));
  uint label = labelAt(p);
  if (label == 0u) { colour = vec4(0.0); return; }
  int reach = max(1, int(step + 0.5));
  bool edge = false;
  for (int i = 0; i < 4; i++) {
    ivec2 way = ivec2(i < 2 ? 1 - 2 * i : 0, i < 2 ? 0 : 2 * i - 5);
    edge = edge || labelAt(p + reach * way) != label;
  }
  float value = 0.0;
  if (measured) {
    value = int(label) < count ? texelFetch(values, ivec2(int(label) % ${valueRow}, int(label) / ${valueRow}), 0).r : 0.0;
    if (int(label) >= count || isnan(value)) { colour = vec4(0.0); return; }
  }
  vec3 rgb = label == chosen ? vec3(1.0) : measured ? mapped(value) : ownColour(label);
  float alpha = label == chosen ? 1.0 : opacity;
  if (outlined && !edge) alpha = label == chosen ? 0.35 : 0.0;
  colour = vec4(rgb * alpha, alpha);
}`;
}

/** Draws rectangles of one texture of labels over what is there. */
export class LabelProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #uniforms: ReadonlyMap<string, WebGLUniformLocation | null>;
  readonly #quads: QuadBuffer;
  readonly #values: WebGLTexture;
  #held: Float32Array | null = null;

  constructor(gl: WebGL2RenderingContext, kind: Exclude<SamplerKind, "float">) {
    this.#gl = gl;
    this.#program = linked(gl, vertexShader, fragmentShader(kind));
    this.#uniforms = new Map(names.map((name) => [name, gl.getUniformLocation(this.#program, name)]));
    this.#quads = new QuadBuffer(gl);
    this.#values = gl.createTexture();
    this.#upload(new Float32Array(1));
  }

  /** Draws with the texture that is bound to unit 0; `view` is in device pixels. */
  draw(view: Size, quads: readonly Quad[], look: LabelLook): void {
    const gl = this.#gl;
    const map = colorMap(look.map);
    if (look.values && look.values !== this.#held) this.#upload(look.values);
    gl.useProgram(this.#program);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.#values);
    gl.uniform1i(this.#at("plane"), 0);
    gl.uniform1i(this.#at("values"), 1);
    gl.uniform2f(this.#at("view"), view.width, view.height);
    gl.uniform1f(this.#at("opacity"), look.opacity);
    gl.uniform1i(this.#at("outlined"), look.style === "outline" ? 1 : 0);
    gl.uniform1ui(this.#at("chosen"), look.chosen);
    gl.uniform1i(this.#at("measured"), look.values ? 1 : 0);
    gl.uniform1i(this.#at("count"), look.values?.length ?? 0);
    gl.uniform3fv(this.#at("stops"), map.flat());
    gl.uniform1i(this.#at("stopCount"), map.length);
    this.#quads.draw(quads);
  }

  #at(name: (typeof names)[number]): WebGLUniformLocation | null {
    return this.#uniforms.get(name) ?? null;
  }

  #upload(values: Float32Array): void {
    const gl = this.#gl;
    const rows = Math.max(1, Math.ceil(values.length / valueRow));
    const filled = new Float32Array(rows * valueRow);
    filled.set(values);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.#values);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, valueRow, rows, 0, gl.RED, gl.FLOAT, filled);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.#held = values;
  }
}
