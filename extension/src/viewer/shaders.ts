import { stopsAtMost } from "./colorMaps.ts";

/** One triangle that covers the view. */
export const vertexShader: string = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

/**
 * Integer textures cannot be filtered by the graphics card, so it is done here: the nearest pixel when zoomed in, the mean
 * over what a screen pixel covers when zoomed out (up to 16 x 16 samples). Means are of values, before contrast and colour.
 */
export const fragmentShader: string = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D plane;
uniform vec2 view;        // size in device pixels
uniform vec2 centre;      // image point in the middle of the view
uniform float step;       // image pixels per device pixel
uniform vec2 limits;
uniform float gamma;
uniform vec3 stops[${stopsAtMost}];
uniform int stopCount;
out vec4 colour;

vec3 mapped(float t) {
  float at = t * float(stopCount - 1);
  int i = min(int(at), stopCount - 2);
  return mix(stops[i], stops[i + 1], at - float(i));
}

void main() {
  ivec2 size = textureSize(plane, 0);
  vec2 at = centre + (vec2(gl_FragCoord.x, view.y - gl_FragCoord.y) - 0.5 * view) * step;
  int taps = clamp(int(ceil(step)), 1, 16);
  float sum = 0.0;
  float inside = 0.0;
  for (int j = 0; j < taps; j++) {
    for (int i = 0; i < taps; i++) {
      ivec2 p = ivec2(floor(at + ((vec2(i, j) + 0.5) / float(taps) - 0.5) * step));
      if (p.x < 0 || p.y < 0 || p.x >= size.x || p.y >= size.y) continue;
      sum += float(texelFetch(plane, p, 0).r);
      inside += 1.0;
    }
  }
  if (inside == 0.0) { colour = vec4(0.0); return; }
  float t = clamp((sum / inside - limits.x) / max(limits.y - limits.x, 1e-6), 0.0, 1.0);
  colour = vec4(mapped(pow(t, gamma)), 1.0) * (inside / float(taps * taps));
}`;
