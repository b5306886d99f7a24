import { stopsAtMost } from "../colorMaps.ts";
import type { SamplerKind } from "./textures.ts";

/** Rectangles of the view, each filled with a rectangle of the texture; four corners per instance. */
export const vertexShader: string = `#version 300 es
layout(location = 0) in vec4 target; // left, top, right, bottom in device pixels of the view
layout(location = 1) in vec4 source; // the same in texels
uniform vec2 view;                   // size in device pixels
out vec2 at;
flat out vec4 bounds;
flat out float step;                 // texels per device pixel

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 place = mix(target.xy, target.zw, corner) / view;
  at = mix(source.xy, source.zw, corner);
  bounds = source;
  step = (source.z - source.x) / (target.z - target.x);
  gl_Position = vec4(2.0 * place.x - 1.0, 1.0 - 2.0 * place.y, 0.0, 1.0);
}`;

/** The sampler of a kind in GLSL. */
export const samplers: Readonly<Record<SamplerKind, string>> = {
  unsigned: "usampler2D",
  signed: "isampler2D",
  float: "sampler2D",
};

/**
 * Integer textures cannot be filtered by the graphics card, so it is done here: the nearest pixel when zoomed in, the mean
 * over what a screen pixel covers when zoomed out (up to 16 x 16 samples). Means are of values, before contrast and colour.
 * NaN is left out of the mean, and shows nothing where there is nothing else.
 */
export function fragmentShader(kind: SamplerKind): string {
  return `#version 300 es
precision highp float;
precision highp int;
precision highp ${samplers[kind]};
uniform ${samplers[kind]} plane;
uniform vec2 limits;
uniform float gamma;
uniform float opacity;
uniform vec3 stops[${stopsAtMost}];
uniform int stopCount;
in vec2 at;
flat in vec4 bounds;
flat in float step;
out vec4 colour;

vec3 mapped(float t) {
  float place = t * float(stopCount - 1);
  int i = min(int(place), stopCount - 2);
  return mix(stops[i], stops[i + 1], place - float(i));
}

void main() {
  ivec2 first = ivec2(bounds.xy);
  ivec2 last = min(ivec2(ceil(bounds.zw)), textureSize(plane, 0)) - 1;
  int taps = step <= 1.001 ? 1 : clamp(int(ceil(step)), 2, 16);
  float sum = 0.0;
  float inside = 0.0;
  for (int j = 0; j < taps; j++) {
    for (int i = 0; i < taps; i++) {
      vec2 offset = taps == 1 ? vec2(0.0) : ((vec2(i, j) + 0.5) / float(taps) - 0.5) * step;
      float value = float(texelFetch(plane, clamp(ivec2(floor(at + offset)), first, last), 0).r);
      if (isnan(value)) continue;
      sum += value;
      inside += 1.0;
    }
  }
  if (inside == 0.0) { colour = vec4(0.0); return; }
  float t = clamp((sum / inside - limits.x) / max(limits.y - limits.x, 1e-30), 0.0, 1.0);
  colour = vec4(mapped(pow(t, gamma)), 1.0) * opacity;
}`;
}
