// Correlation with any 2D kernel in f32, as scipy.ndimage.correlate.
#include "arguments.h"

namespace {
constexpr i64 strip = 64;
}

/// numbers: border, its value, rows and columns of the kernel (odd), its weights row by row. In: a plane; out: a float32 plane.
Status correlate(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  Image in = a.in(0), out = a.out(0);
  i64 border = a.integer(0), rows = a.integer(2), columns = a.integer(3), ry = rows / 2, rx = columns / 2;
  f32 value = static_cast<f32>(a.number(1));
  i64 stride = roundUp(in.width, strip) + 2 * rx + strip;
  Arena &arena = a.engine.arena;
  f32 *lines = arena.take<f32>(in.height * stride), *outer = arena.take<f32>(stride), *taps = arena.take<f32>(rows * columns);
  if (arena.failed) return outOfMemory;
  for (i64 t = 0; t < rows * columns; t++) taps[t] = static_cast<f32>(a.number(4 + t));
  fillValues(outer, value, stride);
  a.engine.parallelRows(in.height, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      f32 *line = lines + y * stride + rx;
      fillValues(line - rx, 0.0f, stride);
      readRow(in, y, line);
      for (i64 i = 1; i <= rx; i++) {
        i64 left = insideOf(-i, in.width, border), right = insideOf(in.width - 1 + i, in.width, border);
        line[-i] = left < 0 ? value : line[left];
        line[in.width - 1 + i] = right < 0 ? value : line[right];
      }
    }
  });
  a.engine.parallelRows(in.height, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      for (i64 x0 = 0; x0 < in.width; x0 += strip) {
        f32 sum[strip] = {};
        for (i64 ty = 0; ty < rows; ty++) {
          i64 at = insideOf(y + ty - ry, in.height, border);
          const f32 *line = (at < 0 ? outer : lines + at * stride) + x0;
          for (i64 tx = 0; tx < columns; tx++) {
            f32 tap = taps[ty * columns + tx];
            for (i64 x = 0; x < strip; x++) sum[x] += line[x + tx] * tap;
          }
        }
        copyValues(out.row<f32>(y) + x0, sum, smaller(strip, in.width - x0));
      }
    }
  });
  return done;
}
