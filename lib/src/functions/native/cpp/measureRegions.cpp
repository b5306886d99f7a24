// Sums over the pixels of each label from which its properties follow: moments about the corner of its box, its outline, and the
// intensities of any number of channels. In f64, in raster order.
#include "padded.h"

namespace {
constexpr i64 shapeColumns = 18, channelColumns = 8;
enum Shape { area, sumY, sumX, sumYY, sumYX, sumXX, sumYYY, sumYYX, sumYXX, sumXXX, top, left, bottom, right, straight, diagonal, mixed, euler };
enum Channel { total, squares, lowest_, highest_, weightedY, weightedX, peakY, peakX };
} // namespace

/// In: labels (int32), then intensities of any dtype. Answers the highest label and a table: for each label from 1 on 18 numbers (area;
/// sums of y, x, yy, yx, xx, yyy, yyx, yxx, xxx from the corner of the box; box y0, x0, y1, x1; outline pixels of weight 1, sqrt 2 and
/// (1 + sqrt 2) / 2 as skimage.measure.perimeter; four times the Euler number with 8 neighbours), then 8 per channel (sum, sum of squares,
/// lowest, highest, sums of y I and x I from the corner, y and x of the first highest pixel).
Status measureRegions(Call &call) {
  Arguments a(call);
  if (a.ins < 1 || a.outs != 0 || !a.oneShape()) return wrongShape;
  if (a.in(0).dtype != isInt32) return wrongDtype;
  Image in = a.in(0);
  i64 height = in.height, width = in.width, channels = a.ins - 1, columns = shapeColumns + channels * channelColumns;
  PaddedShape shape = PaddedShape::of(1, height, width, false);
  i32 *labels = padded<i32, i32>(a, shape, 0, 0), count = 0;
  f64 *lines = a.engine.arena.take<f64>(larger<i64>(1, channels) * width);
  if (a.engine.arena.failed) return outOfMemory;
  for (i64 i = 0; i < shape.count; i++) count = larger(count, labels[i]);
  f64 *table = a.engine.arena.take<f64>(larger<i64>(1, count * columns));
  u8 *border = a.engine.arena.take<u8>(shape.count);
  if (a.engine.arena.failed) return outOfMemory;
  fillValues(table, 0.0, count * columns);
  fillValues<u8>(border, 0, shape.count);
  const i64 w = shape.rowStride;
  auto rowOf = [&](i32 label) { return table + (label - 1) * columns; };
  for (i32 label = 1; label <= count; label++) {
    f64 *row = rowOf(label);
    row[top] = static_cast<f64>(height);
    row[left] = static_cast<f64>(width);
    for (i64 c = 0; c < channels; c++) {
      row[shapeColumns + c * channelColumns + lowest_] = __builtin_inf();
      row[shapeColumns + c * channelColumns + highest_] = -__builtin_inf();
    }
  }
  shape.eachRow([&](i64 at, i64, i64 y) {
    for (i64 x = 0; x < width; x++) {
      i32 label = labels[at + x];
      if (label <= 0) continue;
      f64 *row = rowOf(label);
      row[top] = smaller(row[top], static_cast<f64>(y));
      row[left] = smaller(row[left], static_cast<f64>(x));
      row[bottom] = static_cast<f64>(y + 1);
      row[right] = larger(row[right], static_cast<f64>(x + 1));
      const i32 *p = labels + at + x;
      border[at + x] = p[-1] != label || p[1] != label || p[-w] != label || p[w] != label;
    }
  });
  shape.eachRow([&](i64 at, i64, i64 y) {
    for (i64 c = 0; c < channels; c++) readRow(a.in(1 + c), y, lines + c * width);
    for (i64 x = 0; x < width; x++) {
      i32 label = labels[at + x];
      if (label <= 0) continue;
      f64 *row = rowOf(label), dy = static_cast<f64>(y) - row[top], dx = static_cast<f64>(x) - row[left];
      row[area]++;
      row[sumY] += dy;
      row[sumX] += dx;
      row[sumYY] += dy * dy;
      row[sumYX] += dy * dx;
      row[sumXX] += dx * dx;
      row[sumYYY] += dy * dy * dy;
      row[sumYYX] += dy * dy * dx;
      row[sumYXX] += dy * dx * dx;
      row[sumXXX] += dx * dx * dx;
      for (i64 c = 0; c < channels; c++) {
        f64 *channel = row + shapeColumns + c * channelColumns, value = lines[c * width + x];
        channel[total] += value;
        channel[squares] += value * value;
        channel[weightedY] += value * dy;
        channel[weightedX] += value * dx;
        channel[lowest_] = smaller(channel[lowest_], value);
        if (value > channel[highest_]) {
          channel[highest_] = value;
          channel[peakY] = static_cast<f64>(y);
          channel[peakX] = static_cast<f64>(x);
        }
      }
      if (!border[at + x]) continue;
      const i64 sides[4] = {-1, 1, -w, w}, corners[4] = {-w - 1, -w + 1, w - 1, w + 1};
      i32 code = 1;
      for (i64 side : sides) code += 2 * (labels[at + x + side] == label && border[at + x + side]);
      for (i64 corner : corners) code += 10 * (labels[at + x + corner] == label && border[at + x + corner]);
      row[straight] += code == 5 || code == 7 || code == 15 || code == 17 || code == 25 || code == 27;
      row[diagonal] += code == 21 || code == 33;
      row[mixed] += code == 13 || code == 23;
    }
  });
  for (i64 y = -1; y < height; y++) { // squares of four pixels: Gray, IEEE Trans. Computers 20 (1971)
    for (i64 x = -1; x < width; x++) {
      i64 at = shape.at(0, y, x);
      const i32 four[4] = {labels[at], labels[at + 1], labels[at + w], labels[at + w + 1]};
      for (i32 i = 0; i < 4; i++) {
        if (four[i] <= 0) continue;
        bool seen = false;
        for (i32 j = 0; j < i; j++) seen |= four[j] == four[i];
        if (seen) continue;
        i32 pattern = 0, pixels = 0;
        for (i32 j = 0; j < 4; j++) {
          pattern |= (four[j] == four[i]) << j;
          pixels += four[j] == four[i];
        }
        rowOf(four[i])[euler] += pixels == 1 ? 1 : pixels == 3 ? -1 : pattern == 9 || pattern == 6 ? -2 : 0;
      }
    }
  }
  a.answer(0, count);
  a.answerTable(table);
  return done;
}
