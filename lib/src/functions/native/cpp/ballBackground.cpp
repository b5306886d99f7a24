// The background under a ball that rolls below the grey values: Sternberg, Biomedical image processing, Computer 16 (1983). The least of
// each neighbour plus how far the ball's surface lies below its top there; pixels outside never win.
#include "arguments.h"

namespace {
constexpr i64 strip = 64;
}

/// numbers: the radius. In: a plane; out: a float32 plane.
Status ballBackground(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  f64 radius = a.number(0);
  if (!(radius > 0 && radius <= 2000)) return wrongNumber;
  Image in = a.in(0), out = a.out(0);
  i64 reach = static_cast<i64>(radius), side = 2 * reach + 1, stride = roundUp(in.width, strip) + 2 * reach + strip;
  Arena &arena = a.engine.arena;
  f32 *lines = arena.take<f32>(in.height * stride), *depth = arena.take<f32>(side * side);
  i64 *half = arena.take<i64>(side);
  if (arena.failed) return outOfMemory;
  for (i64 dy = -reach; dy <= reach; dy++) {
    i64 dx = 0;
    for (; dx <= reach; dx++) {
      f64 rest = radius * radius - static_cast<f64>(dy * dy + dx * dx);
      if (rest < 0) break;
      depth[(dy + reach) * side + reach + dx] = depth[(dy + reach) * side + reach - dx] = static_cast<f32>(radius - rootOf(rest));
    }
    half[dy + reach] = dx - 1;
  }
  a.engine.parallelRows(in.height, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      fillValues(lines + y * stride, __builtin_inff(), stride);
      readRow(in, y, lines + y * stride + reach);
    }
  });
  a.engine.parallelRows(in.height, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      for (i64 x0 = 0; x0 < in.width; x0 += strip) {
        f32 least[strip];
        fillValues(least, __builtin_inff(), strip);
        for (i64 dy = larger(-reach, -y); dy <= smaller(reach, in.height - 1 - y); dy++) {
          const f32 *line = lines + (y + dy) * stride + x0 + reach;
          for (i64 dx = -half[dy + reach]; dx <= half[dy + reach]; dx++) {
            f32 below = depth[(dy + reach) * side + reach + dx];
            for (i64 x = 0; x < strip; x++) least[x] = smaller(least[x], line[x + dx] + below);
          }
        }
        copyValues(out.row<f32>(y) + x0, least, smaller(strip, in.width - x0));
      }
    }
  });
  return done;
}
