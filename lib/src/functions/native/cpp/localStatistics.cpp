// Mean and standard deviation in a window around each pixel, in f64. Column sums run from row to row; for floats they begin anew every
// `block` rows, so that results do not depend on how rows are shared among threads.
#include "arguments.h"

namespace {
constexpr i64 block = 64;

struct Sums {
  f64 *value, *square;
  void add(const f64 *row, i64 width, f64 sign) {
    for (i64 x = 0; x < width; x++) {
      value[x] += sign * row[x];
      square[x] += sign * row[x] * row[x];
    }
  }
};
/// The mean of integers: sums are whole numbers, so that they run from row to row and from pixel to pixel without an error.
template <class T> Status meanOf(const Arguments &a) {
  Image in = a.in(0), out = a.out(0);
  i64 border = a.integer(0), rows = a.integer(1), columns = a.integer(2), height = in.height, width = in.width;
  i64 above = rows / 2, before = columns / 2, span = width + columns, room = roundUp<i64>(2 * width + span, 64);
  u32 *scratch = a.engine.arena.take<u32>(a.engine.pool.threads * room);
  if (!scratch) return outOfMemory;
  f64 count = static_cast<f64>(rows * columns);
  a.engine.parallelRows(height, rows, [&](i64 from, i64 end, i32 part) {
    u32 *sums = scratch + part * room, *windows = sums + width, *wide = windows + width;
    fillValues(sums, 0u, width);
    auto rowAt = [&](i64 y) { return in.row<T>(insideOf(y, height, border)); };
    for (i64 y = from - above; y < from - above + rows; y++) {
      const T *row = rowAt(y);
      for (i64 x = 0; x < width; x++) sums[x] += row[x];
    }
    for (i64 y = from; y < end; y++) {
      for (i64 i = 0; i < before; i++) wide[i] = sums[insideOf(i - before, width, border)];
      copyValues(wide + before, sums, width);
      for (i64 i = before + width; i < span; i++) wide[i] = sums[insideOf(i - before, width, border)];
      u32 window = 0;
      for (i64 i = 0; i < columns; i++) window += wide[i];
      for (i64 x = 0; x < width; x++) {
        windows[x] = window;
        window += wide[x + columns] - wide[x];
      }
      f32 *to = out.row<f32>(y);
      for (i64 x = 0; x < width; x++) to[x] = static_cast<f32>(static_cast<f64>(windows[x]) / count);
      const T *gone = rowAt(y - above), *come = rowAt(y - above + rows);
      for (i64 x = 0; x < width; x++) sums[x] += static_cast<u32>(come[x]) - gone[x];
    }
  });
  return done;
}
} // namespace

/// numbers: border (not constant), rows and columns of the window, what to answer: 0 the mean, 1 the standard deviation, 2 both.
/// An even window reaches further up and left. In: a plane; out: float32 planes.
Status localStatistics(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  i64 wanted = a.integer(3);
  if (a.ins != 1 || a.outs != (wanted == 2 ? 2 : 1) || !a.oneShape()) return wrongShape;
  Image in = a.in(0);
  i64 border = a.integer(0), rows = a.integer(1), columns = a.integer(2), height = in.height, width = in.width;
  if (border == constant || rows < 1 || columns < 1) return wrongNumber;
  if (wanted == 0 && rows * columns <= 65537) { // more of 16 bits could be beyond 32 bits
    if (in.dtype == isUint8) return meanOf<u8>(a);
    if (in.dtype == isUint16) return meanOf<u16>(a);
  }
  i64 above = rows / 2, before = columns / 2, span = width + columns, room = roundUp<i64>(width, 16) + 2 * span + 64;
  f64 *scratch = a.engine.arena.take<f64>(a.engine.pool.threads * (3 * roundUp<i64>(width, 16) + 2 * span + room));
  if (!scratch) return outOfMemory;
  f64 count = static_cast<f64>(rows * columns);
  i64 blocks = (height + block - 1) / block;
  a.engine.parallelRows(blocks, 0, [&](i64 from, i64 end, i32 part) {
    f64 *row = scratch + part * (3 * roundUp<i64>(width, 16) + 2 * span + room);
    Sums sums{row + roundUp<i64>(width, 16), row + 2 * roundUp<i64>(width, 16)};
    f64 *values = row + 3 * roundUp<i64>(width, 16), *squares = values + span;
    for (i64 b = from; b < end; b++) {
      i64 y = b * block;
      fillValues(sums.value, 0.0, width);
      fillValues(sums.square, 0.0, width);
      auto add = [&](i64 at, f64 sign) {
        readRow(in, insideOf(at, height, border), row);
        sums.add(row, width, sign);
      };
      for (i64 at = y - above; at < y - above + rows; at++) add(at, 1);
      for (; y < smaller(height, (b + 1) * block); y++) {
        values[0] = squares[0] = 0;
        for (i64 x = 0; x + 1 < span; x++) {
          i64 at = insideOf(x - before, width, border);
          values[x + 1] = values[x] + sums.value[at];
          squares[x + 1] = squares[x] + sums.square[at];
        }
        f32 *means = wanted == 1 ? nullptr : a.out(0).row<f32>(y), *deviations = wanted == 0 ? nullptr : a.out(wanted - 1).row<f32>(y);
        for (i64 x = 0; x < width; x++) {
          f64 mean = (values[x + columns] - values[x]) / count;
          f64 variance = (squares[x + columns] - squares[x]) / count - mean * mean;
          if (means) means[x] = static_cast<f32>(mean);
          if (deviations) deviations[x] = static_cast<f32>(rootOf(larger(variance, 0.0)));
        }
        if (y + 1 < smaller(height, (b + 1) * block)) {
          add(y - above, -1);
          add(y - above + rows, 1);
        }
      }
    }
  });
  return done;
}
