// Bilateral filter: neighbours count by distance and by difference of value. Tomasi & Manduchi, Bilateral filtering for gray and color
// images (ICCV 1998).
#include "arguments.h"
#include "elementary.h"

/// numbers: radius of the round window, standard deviations of values and of distances. Pixels outside are reflected. In: a plane; out: float32.
Status bilateral(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  i64 radius = a.integer(0), side = 2 * radius + 1;
  f64 spread = a.number(1), reach = a.number(2);
  if (radius < 0 || !(spread > 0) || !(reach > 0)) return wrongNumber;
  Image in = a.in(0), out = a.out(0);
  i64 stride = in.width + 2 * radius;
  // Weights of differences, to 8 standard deviations in steps so small that their neighbours differ by less than f32 shows.
  constexpr i64 steps = 1 << 16;
  f64 perStep = steps / (8 * spread);
  Arena &arena = a.engine.arena;
  f32 *lines = arena.take<f32>((in.height + 2 * radius) * stride), *near = arena.take<f32>(side * side), *like = arena.take<f32>(steps + 1);
  if (arena.failed) return outOfMemory;
  for (i64 dy = -radius; dy <= radius; dy++)
    for (i64 dx = -radius; dx <= radius; dx++)
      near[(dy + radius) * side + dx + radius] =
          dy * dy + dx * dx > radius * radius ? 0.0f : static_cast<f32>(exponential(-0.5 * static_cast<f64>(dy * dy + dx * dx) / (reach * reach)));
  for (i64 i = 0; i <= steps; i++) {
    f64 deviations = 8 * static_cast<f64>(i) / steps;
    like[i] = i == steps ? 0.0f : static_cast<f32>(exponential(-0.5 * deviations * deviations));
  }
  a.engine.parallelRows(in.height + 2 * radius, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      f32 *line = lines + y * stride + radius;
      readRow(in, insideOf(y - radius, in.height, reflected), line);
      for (i64 i = 1; i <= radius; i++) {
        line[-i] = line[insideOf(-i, in.width, reflected)];
        line[in.width - 1 + i] = line[insideOf(in.width - 1 + i, in.width, reflected)];
      }
    }
  });
  a.engine.parallelRows(in.height, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      f32 *to = out.row<f32>(y);
      for (i64 x = 0; x < in.width; x++) {
        f64 centre = lines[(y + radius) * stride + x + radius], sum = 0, weights = 0;
        for (i64 dy = 0; dy < side; dy++) {
          const f32 *line = lines + (y + dy) * stride + x;
          for (i64 dx = 0; dx < side; dx++) {
            f64 place = magnitude(line[dx] - centre) * perStep;
            f64 weight = static_cast<f64>(near[dy * side + dx]) * like[place < steps ? static_cast<i64>(place) : steps];
            sum += weight * line[dx];
            weights += weight;
          }
        }
        to[x] = static_cast<f32>(sum / weights);
      }
    }
  });
  return done;
}
