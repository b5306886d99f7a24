// Tiles put together on a canvas: each is moved by the fraction of its position (bilinear) and weighted by a ramp at the edges where it
// meets others; weights are normalised at the end.
#include "arguments.h"

namespace {
struct Ramps {
  f64 top, bottom, left, right; // lengths in pixels, 0 for none
};
inline f64 weightAt(i64 place, i64 size, f64 before, f64 after) {
  f64 weight = 1, fromEnd = static_cast<f64>(size - place);
  if (before > 0 && static_cast<f64>(place) < before) weight = static_cast<f64>(place) / before;
  if (after > 0 && fromEnd <= after) weight = fromEnd / after; // the later ramp replaces the earlier
  return weight;
}
} // namespace

/// numbers: for each tile y, x (at least 0), then ramps at its top, bottom, left and right. In: tiles of one shape and dtype; out: the
/// canvas. What no tile covers becomes 0; integers are rounded down.
Status assemble(Call &call) {
  Arguments a(call);
  if (a.ins < 1 || a.outs != 1) return wrongShape;
  Image first = a.in(0), canvas = a.out(0);
  for (i64 t = 0; t < a.ins; t++)
    if (!a.in(t).like(first)) return wrongShape;
  if (!a.inputsAre(first.dtype) || canvas.dtype != first.dtype) return wrongDtype;
  i64 height = first.height, width = first.width;
  i32 parts = a.engine.pool.threads;
  f64 *scratch = a.engine.arena.take<f64>(parts * (2 * canvas.width + 2 * (width + 1)));
  if (!scratch) return outOfMemory;
  a.engine.parallelRows(canvas.height, 0, [&](i64 from, i64 end, i32 part) {
    f64 *sum = scratch + part * (2 * canvas.width + 2 * (width + 1)), *weights = sum + canvas.width;
    f64 *upper = weights + canvas.width, *lower = upper + width + 1;
    for (i64 y = from; y < end; y++) {
      fillValues(sum, 0.0, canvas.width);
      fillValues(weights, 0.0, canvas.width);
      for (i64 t = 0; t < a.ins; t++) {
        const f64 *place = a.numbers() + 6 * t;
        f64 wholeY = __builtin_floor(place[0]), wholeX = __builtin_floor(place[1]), partY = place[0] - wholeY, partX = place[1] - wholeX;
        i64 row = y - static_cast<i64>(wholeY), left = static_cast<i64>(wholeX);
        if (row < 0 || row >= height) continue;
        Ramps ramps{place[2], place[3], place[4], place[5]};
        f64 weightY = weightAt(row, height, ramps.top, ramps.bottom);
        // A tile at y + part shows, at its row r, what lies at r - part: a mixture of the rows r - 1 and r.
        readRow(a.in(t), larger<i64>(0, row - 1), upper + 1);
        readRow(a.in(t), row, lower + 1);
        if (row == 0) copyValues(upper + 1, lower + 1, width); // the first row goes on outside
        upper[0] = upper[1];
        lower[0] = lower[1];
        for (i64 x = 0; x < width; x++) {
          i64 at = left + x;
          if (at < 0 || at >= canvas.width) continue;
          f64 above = upper[x + 1] * (1 - partX) + upper[x] * partX, here = lower[x + 1] * (1 - partX) + lower[x] * partX;
          f64 weight = weightY * weightAt(x, width, ramps.left, ramps.right);
          sum[at] += weight * (here * (1 - partY) + above * partY);
          weights[at] += weight;
        }
      }
      byPixelType(canvas.dtype, [&](auto tag) {
        using T = typename decltype(tag)::type;
        T *row = canvas.row<T>(y);
        for (i64 x = 0; x < canvas.width; x++) {
          f64 value = weights[x] > 0 ? sum[x] / weights[x] : 0;
          row[x] = __is_same(T, f32) ? toPixel<T>(value) : toPixel<T>(value - 0.5 + 1e-9);
        }
        return done;
      });
    }
  });
  return done;
}
