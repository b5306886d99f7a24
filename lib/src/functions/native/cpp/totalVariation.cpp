// Total-variation denoising: Chambolle, An algorithm for total variation minimization and applications, J. Math. Imaging and Vision 20
// (2004), with the steps and the stop of skimage.restoration.denoise_tv_chambolle.
#include "arguments.h"

/// numbers: the weight, the least relative change of the energy, the most iterations. In: a plane; out: a float32 plane.
Status totalVariation(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  f64 weight = a.number(0), least = a.number(1);
  i64 rounds = a.integer(2), height = a.in(0).height, width = a.in(0).width;
  if (!(weight > 0) || rounds < 1) return wrongNumber;
  Image in = a.in(0);
  Arena &arena = a.engine.arena;
  f32 *down = arena.take<f32>(height * width), *across = arena.take<f32>(height * width), *image = arena.take<f32>(height * width);
  f64 *energies = arena.take<f64>(height);
  if (arena.failed) return outOfMemory;
  f32 *out = a.out(0).as<f32>(), step = 0.25f, pull = static_cast<f32>(0.25 / weight);
  a.engine.parallelRows(height, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) readRow(in, y, image + y * width);
    fillValues(down + from * width, 0.0f, (end - from) * width);
    fillValues(across + from * width, 0.0f, (end - from) * width);
  });
  f64 first = 0, before = 0;
  for (i64 round = 0; round < rounds; round++) {
    a.engine.parallelRows(height, 0, [&](i64 from, i64 end, i32) {
      for (i64 y = from; y < end; y++) {
        energies[y] = 0;
        for (i64 x = 0, i = y * width; x < width; x++, i++) {
          f32 change = (y > 0 ? down[i - width] : 0.0f) + (x > 0 ? across[i - 1] : 0.0f) - down[i] - across[i];
          energies[y] += static_cast<f64>(change) * change;
          out[i] = image[i] + change;
        }
      }
    });
    a.engine.parallelRows(height, 0, [&](i64 from, i64 end, i32) {
      for (i64 y = from; y < end; y++) {
        f64 variation = 0;
        for (i64 x = 0, i = y * width; x < width; x++, i++) {
          f32 dy = y + 1 < height ? out[i + width] - out[i] : 0.0f, dx = x + 1 < width ? out[i + 1] - out[i] : 0.0f;
          f32 norm = rootOf(dy * dy + dx * dx), by = 1 + norm * pull;
          variation += norm;
          down[i] = (down[i] - step * dy) / by;
          across[i] = (across[i] - step * dx) / by;
        }
        energies[y] += weight * variation;
      }
    });
    f64 energy = 0;
    for (i64 y = 0; y < height; y++) energy += energies[y];
    if (round == 0) first = energy;
    else if (magnitude(before - energy) < least * first) break;
    before = energy;
  }
  return done;
}
