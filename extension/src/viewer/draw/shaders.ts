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

/** How many colours a table has. */
export const tableSize = 1024;

/** `moving` takes the nearest pixel; `still` the mean over what a screen pixel covers (up to 16 x 16 samples). */
export type Quality = "moving" | "still";

/**
 * Adds up some textures of one size. Integer textures cannot be filtered by the graphics card, so it is done here. Means are of
 * values, before contrast and colour. NaN is left out of the mean, and shows nothing where there is nothing else.
 */
export function fragmentShader(kind: SamplerKind, quality: Quality, count: number): string {
  const channels = Array.from({ length: count }, (_, i) => i);
  return `#version 300 es
precision highp float;
precision highp int;
precision highp ${samplers[kind]};
${channels.map((i) => `uniform ${samplers[kind]} plane${i};`).join("\n")}
uniform sampler2D colours;   // a table per row; gamma is in it
uniform vec4 looks[${count}]; // low, 1 / (high - low), row of the table, opacity
in vec2 at;
flat in vec4 bounds;
flat in float step;
out vec4 colour;

vec4 shown(float value, vec4 look) {
  float t = clamp((value - look.x) * look.y, 0.0, 1.0);
  return texelFetch(colours, ivec2(int(t * ${tableSize - 1}.0 + 0.5), int(look.z)), 0) * look.w;
}

void main() {
  ivec2 first = ivec2(bounds.xy);
  ivec2 last = min(ivec2(ceil(bounds.zw)), textureSize(plane0, 0)) - 1;
  colour = vec4(0.0);
  ${quality === "moving" ? one(kind, channels) : mean(kind, channels)}
}`;
}

function one(kind: SamplerKind, channels: readonly number[]): string {
  const fetch = (i: number) => `float(texelFetch(plane${i}, p, 0).r)`;
  const add = (i: number) =>
    kind === "float"
      ? `float v${i} = ${fetch(i)}; if (!isnan(v${i})) colour += shown(v${i}, looks[${i}]);`
      : `colour += shown(${fetch(i)}, looks[${i}]);`;
  return `ivec2 p = clamp(ivec2(at), first, last);
  ${channels.map(add).join("\n  ")}`;
}

function mean(kind: SamplerKind, channels: readonly number[]): string {
  const take = (i: number) => {
    const tap = `float t${i} = float(texelFetch(plane${i}, p, 0).r);`;
    const add = `sum${i} += t${i}; inside${i} += 1.0;`;
    return kind === "float" ? `${tap} if (!isnan(t${i})) { ${add} }` : `${tap} ${add}`;
  };
  return `int taps = step <= 1.001 ? 1 : clamp(int(ceil(step)), 2, 16);
  ${channels.map((i) => `float sum${i} = 0.0; float inside${i} = 0.0;`).join("\n  ")}
  for (int j = 0; j < taps; j++) {
    for (int i = 0; i < taps; i++) {
      vec2 offset = taps == 1 ? vec2(0.0) : ((vec2(i, j) + 0.5) / float(taps) - 0.5) * step;
      ivec2 p = clamp(ivec2(floor(at + offset)), first, last);
      ${channels.map(take).join("\n      ")}
    }
  }
  ${channels.map((i) => `if (inside${i} > 0.0) colour += shown(sum${i} / inside${i}, looks[${i}]);`).join("\n  ")}`;
}
