// Sums over the pixels of each label from which its properties follow: moments about the corner of its box, its outline, and the
// intensities of any number of channels. In f64, in raster order.
#include "padded.h"

namespace {
constexpr i64 shapeColumns = 18, channelColumns = 8;
enum Shape { area, sumY, sumX, sumYY, sumYX, sumXX, sumYYY, sumYYX, sumYXX, sumXXX, top, left, bottom, right, straight, diagonal, mixed, euler };
enum Channel { total, squares, lowest_, highest_, weightedY, weightedX, peakY, peakX };

/// Whether the next 64 bytes are 0.
template <class T> bool empty(const T *from) {
  u64 words[8], any = 0;
  __builtin_memcpy(words, from, sizeof(words));
  for (u64 word : words) any |= word;
  return any == 0;
}

/// Calls `use(label, first, end)` for the pixels of one label side by side in a row, left to right.
template <class F> void eachRun(const i32 *row, i64 width, F use) {
  for (i64 x = 0; x < width;) {
    i64 first = x;
    i32 label = row[x++];
    if (label > 0) {
      while (x < width && row[x] == label) x++;
      use(label, first, x);
    } else {
      while (x + 16 <= width && empty(row + x)) x += 16;
    }
  }
}

/// Sums of 0 to n in the first to third power.
inline i64 sum1(i64 n) { return n * (n + 1) / 2; }
inline i64 sum2(i64 n) { return n * (n + 1) * (2 * n + 1) / 6; }
inline i64 sum3(i64 n) { return sum1(n) * sum1(n); }
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
    const i32 *p = labels + at;
    for (i64 x = 0; x < width; x++)
      border[at + x] = (p[x] > 0) & ((p[x - 1] != p[x]) | (p[x + 1] != p[x]) | (p[x - w] != p[x]) | (p[x + w] != p[x]));
    eachRun(p, width, [&](i32 label, i64 first, i64 end) {
      f64 *row = rowOf(label);
      row[top] = smaller(row[top], static_cast<f64>(y));
      row[left] = smaller(row[left], static_cast<f64>(first));
      row[bottom] = static_cast<f64>(y + 1);
      row[right] = larger(row[right], static_cast<f64>(end));
    });
  });
  shape.eachRow([&](i64 at, i64, i64 y) {
    for (i64 c = 0; c < channels; c++) readRow(a.in(1 + c), y, lines + c * width);
    eachRun(labels + at, width, [&](i32 label, i64 first, i64 end) {
      f64 *row = rowOf(label), dy = static_cast<f64>(y) - row[top], n = static_cast<f64>(end - first);
      i64 from = first - static_cast<i64>(row[left]), to = from + end - first - 1;
      f64 x1 = static_cast<f64>(sum1(to) - sum1(from - 1)), x2 = static_cast<f64>(sum2(to) - sum2(from - 1)), x3 = static_cast<f64>(sum3(to) - sum3(from - 1));
      row[area] += n;
      row[sumY] += dy * n;
      row[sumX] += x1;
      row[sumYY] += dy * dy * n;
      row[sumYX] += dy * x1;
      row[sumXX] += x2;
      row[sumYYY] += dy * dy * dy * n;
      row[sumYYX] += dy * dy * x1;
      row[sumYXX] += dy * x2;
      row[sumXXX] += x3;
      for (i64 c = 0; c < channels; c++) {
        f64 *channel = row + shapeColumns + c * channelColumns, sum = channel[total], sumSquares = channel[squares];
        f64 sumByY = channel[weightedY], sumByX = channel[weightedX], least = channel[lowest_], most = channel[highest_];
        for (i64 x = first; x < end; x++) {
          f64 value = lines[c * width + x];
          sum += value;
          sumSquares += value * value;
          sumByY += value * dy;
          sumByX += value * static_cast<f64>(from + x - first);
          least = smaller(least, value);
          if (value > most) {
            most = value;
            channel[peakY] = static_cast<f64>(y);
            channel[peakX] = static_cast<f64>(x);
          }
        }
        channel[total] = sum;
        channel[squares] = sumSquares;
        channel[weightedY] = sumByY;
        channel[weightedX] = sumByX;
        channel[lowest_] = least;
        channel[highest_] = most;
      }
    });
    for (i64 x = 0; x < width; x++) {
      while (x + 64 <= width && empty(border + at + x)) x += 64;
      if (x == width) break;
      if (!border[at + x]) continue;
      i32 label = labels[at + x];
      f64 *row = rowOf(label);
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
      while (x + 16 <= width && empty(labels + at) && empty(labels + at + w)) x += 15, at += 15;
      if (x == width) break;
      const i32 four[4] = {labels[at], labels[at + 1], labels[at + w], labels[at + w + 1]};
      if (four[0] == four[1] && four[0] == four[2] && four[0] == four[3]) continue;
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
