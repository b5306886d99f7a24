// Blocks of pixels put together: mean, sum, maximum or minimum of each block of planes, rows and columns.
#include "arguments.h"

/// numbers: method (0 mean, 1 sum, 2 maximum, 3 minimum), planes per block, rows and columns per block. In: planes; out: one plane per
/// block of planes, of the same dtype. Rows, columns and planes that fill no block are left out. Integers are rounded down.
Status bin(Call &call) {
  Arguments a(call);
  i64 method = a.integer(0), planes = a.integer(1), side = a.integer(2);
  if (planes < 1 || side < 1 || a.outs != a.ins / planes) return wrongShape;
  Image first = a.in(0);
  for (i64 i = 0; i < a.outs; i++)
    if (a.out(i).height != first.height / side || a.out(i).width != first.width / side || a.out(i).dtype != first.dtype) return wrongShape;
  f64 *scratch = a.engine.arena.take<f64>(a.engine.pool.threads * 2 * (first.width + 1));
  if (!scratch) return outOfMemory;
  for (i64 p = 0; p < a.outs; p++) {
    Image out = a.out(p);
    a.engine.parallelRows(out.height, 0, [&](i64 from, i64 end, i32 part) {
      f64 *line = scratch + part * 2 * (first.width + 1), *kept = line + first.width + 1;
      for (i64 y = from; y < end; y++) {
        fillValues(kept, method == 2 ? -__builtin_inf() : method == 3 ? __builtin_inf() : 0.0, out.width);
        for (i64 z = 0; z < planes; z++) {
          for (i64 dy = 0; dy < side; dy++) {
            readRow(a.in(p * planes + z), y * side + dy, line);
            for (i64 x = 0; x < out.width; x++) {
              for (i64 dx = 0; dx < side; dx++) {
                f64 value = line[x * side + dx];
                kept[x] = method == 2 ? larger(kept[x], value) : method == 3 ? smaller(kept[x], value) : kept[x] + value;
              }
            }
          }
        }
        byPixelType(out.dtype, [&](auto tag) {
          using T = typename decltype(tag)::type;
          T *row = out.row<T>(y);
          f64 count = static_cast<f64>(planes * side * side);
          for (i64 x = 0; x < out.width; x++) {
            f64 value = method == 0 ? kept[x] / count : kept[x];
            row[x] = toPixel<T>(__is_same(T, f32) ? value : __builtin_floor(value));
          }
          return done;
        });
      }
    });
  }
  return done;
}
