// Correlation with one line of weights per axis (x, then y, then z) in f32, as scipy.ndimage.correlate1d along each axis. Sums run
// over the weights in their order for every pixel, vectors over pixels.
#include "arguments.h"

namespace {
constexpr i64 strip = 64;

struct Line {
  i64 count; // odd
  f32 *taps;
  i64 radius() const { return count / 2; }
};

/// out[x] = sum over t of taps[t] * rows[t][x]; `rows` have room for whole strips.
inline void weigh(const f32 *const *rows, const Line &line, f32 *out, i64 width) {
  for (i64 x0 = 0; x0 < width; x0 += strip) {
    f32 sum[strip] = {};
    for (i64 t = 0; t < line.count; t++) {
      const f32 *row = rows[t] + x0;
      f32 tap = line.taps[t];
      for (i64 x = 0; x < strip; x++) sum[x] += row[x] * tap;
    }
    copyValues(out + x0, sum, smaller(strip, width - x0));
  }
}

struct Border1D {
  i64 mode;
  f32 value;
  /// Fills `radius` pixels on both sides of a line.
  void extend(f32 *line, i64 size, i64 radius) const {
    for (i64 i = 1; i <= radius; i++) {
      i64 left = insideOf(-i, size, mode), right = insideOf(size - 1 + i, size, mode);
      line[-i] = left < 0 ? value : line[left];
      line[size - 1 + i] = right < 0 ? value : line[right];
    }
  }
};
} // namespace

/// numbers: border, its value, then for z, y and x: count of weights (odd), weights. In: depth planes; out: as many of float32.
Status separable(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != a.outs || !a.oneShape()) return wrongShape;
  Engine &engine = a.engine;
  Arena &arena = engine.arena;
  Border1D border{a.integer(0), static_cast<f32>(a.number(1))};
  Line axes[3];
  const f64 *next = a.numbers() + 2;
  for (Line &line : axes) {
    line.count = static_cast<i64>(*next++);
    line.taps = arena.take<f32>(line.count);
    if (arena.failed) return outOfMemory;
    for (i64 t = 0; t < line.count; t++) line.taps[t] = static_cast<f32>(*next++);
  }
  const Line &inZ = axes[0], &inY = axes[1], &inX = axes[2];
  Image first = a.in(0);
  i64 height = first.height, width = first.width, depth = a.ins, stride = roundUp(width, strip);
  i32 parts = engine.pool.threads;
  i64 lineLength = roundUp(width, strip) + 2 * inX.radius() + strip;
  i64 rowCount = larger(larger(inY.count, inZ.count), inX.count);
  f32 *smoothed = arena.take<f32>(height * stride), *lines = arena.take<f32>(parts * lineLength), *outer = arena.take<f32>(stride);
  f32 *columns = arena.take<f32>(inZ.count > 1 ? parts * depth * stride : 1);
  const f32 **rows = arena.take<const f32 *>(parts * rowCount);
  if (arena.failed) return outOfMemory;
  fillValues(lines, 0.0f, parts * lineLength);
  fillValues(outer, border.value, stride);
  for (i64 z = 0; z < depth; z++) {
    Image in = a.in(z), out = a.out(z);
    engine.parallelRows(height, 0, [&](i64 from, i64 end, i32 part) {
      f32 *line = lines + part * lineLength + inX.radius();
      const f32 **mine = rows + part * rowCount;
      for (i64 y = from; y < end; y++) {
        readRow(in, y, line);
        border.extend(line, width, inX.radius());
        for (i64 t = 0; t < inX.count; t++) mine[t] = line + t - inX.radius();
        weigh(mine, inX, smoothed + y * stride, width);
      }
    });
    engine.parallelRows(height, 0, [&](i64 from, i64 end, i32 part) {
      const f32 **mine = rows + part * rowCount;
      for (i64 y = from; y < end; y++) {
        for (i64 t = 0; t < inY.count; t++) {
          i64 at = insideOf(y + t - inY.radius(), height, border.mode);
          mine[t] = at < 0 ? outer : smoothed + at * stride;
        }
        weigh(mine, inY, out.row<f32>(y), width);
      }
    });
  }
  if (inZ.count == 1 && inZ.taps[0] == 1) return done;
  engine.parallelRows(height, 0, [&](i64 from, i64 end, i32 part) {
    const f32 **mine = rows + part * rowCount;
    f32 *column = columns + part * depth * stride;
    for (i64 y = from; y < end; y++) {
      for (i64 z = 0; z < depth; z++) copyValues(column + z * stride, a.out(z).row<f32>(y), width);
      for (i64 z = 0; z < depth; z++) {
        for (i64 t = 0; t < inZ.count; t++) {
          i64 at = insideOf(z + t - inZ.radius(), depth, border.mode);
          mine[t] = at < 0 ? outer : column + at * stride;
        }
        weigh(mine, inZ, a.out(z).row<f32>(y), width);
      }
    }
  });
  return done;
}
