// Sums and extremes over all pixels of some planes. Rows are summed apart and added in their order: the same for any number of threads.
#include "arguments.h"

namespace {
struct Row {
  f64 sum, squares, low, high, missing;
};
} // namespace

/// In: planes of any shapes. Answers the count of pixels that are numbers, their sum, the sum of their squares, the lowest, the highest,
/// and the count of NaN.
Status statistics(Call &call) {
  Arguments a(call);
  i64 rows = 0, widest = 0;
  for (i64 p = 0; p < a.ins; p++) {
    rows += a.in(p).height;
    widest = larger(widest, a.in(p).width);
  }
  Row *found = a.engine.arena.take<Row>(rows);
  f64 *lines = a.engine.arena.take<f64>(widest * a.engine.pool.threads);
  if (a.engine.arena.failed) return outOfMemory;
  Row *next = found;
  f64 pixels = 0;
  for (i64 p = 0; p < a.ins; p++) {
    Image in = a.in(p);
    pixels += static_cast<f64>(in.count());
    a.engine.parallelRows(in.height, 0, [&](i64 from, i64 end, i32 part) {
      f64 *line = lines + part * widest;
      for (i64 y = from; y < end; y++) {
        readRow(in, y, line);
        constexpr i64 columns = 16; // partial sums side by side, whatever the vector width
        f64 sum[columns] = {}, squares[columns] = {};
        Row row{0, 0, __builtin_inf(), -__builtin_inf(), 0};
        for (i64 x = 0; x < in.width; x++) {
          f64 v = line[x];
          if (v != v) {
            row.missing++;
            line[x] = 0;
            continue;
          }
          row.low = v < row.low ? v : row.low;
          row.high = v > row.high ? v : row.high;
        }
        i64 x = 0;
        for (; x + columns <= in.width; x += columns) {
          for (i64 c = 0; c < columns; c++) {
            sum[c] += line[x + c];
            squares[c] += line[x + c] * line[x + c];
          }
        }
        for (; x < in.width; x++) {
          sum[x % columns] += line[x];
          squares[x % columns] += line[x] * line[x];
        }
        for (i64 c = 0; c < columns; c++) {
          row.sum += sum[c];
          row.squares += squares[c];
        }
        next[y] = row;
      }
    });
    next += in.height;
  }
  Row all{0, 0, __builtin_inf(), -__builtin_inf(), 0};
  for (i64 r = 0; r < rows; r++) {
    all.sum += found[r].sum;
    all.squares += found[r].squares;
    all.low = smaller(all.low, found[r].low);
    all.high = larger(all.high, found[r].high);
    all.missing += found[r].missing;
  }
  a.answer(0, pixels - all.missing);
  a.answer(1, all.sum);
  a.answer(2, all.squares);
  a.answer(3, all.low);
  a.answer(4, all.high);
  a.answer(5, all.missing);
  return done;
}
