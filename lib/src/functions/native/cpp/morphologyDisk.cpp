// Erosion, dilation and what follows from them with a disk: all pixels at distance <= r. A disk is one chord per row; for each row of a ring of rows the
// window extremes of all lengths 2^p are kept, so that a chord of any length is two overlapping windows (a sparse table, as in
// Bender & Farach-Colton, LATIN 2000). Tiles are `tile` columns wide. Pixels outside the image never win.
#include "morphology.h"

namespace {
template <class T> constexpr i64 tile = 1024 / sizeof(T);
constexpr i64 batch = 8; // rows of results for which the ring is filled at once; even

/// The chord at distance |dy| from the centre row, columns -half .. half: where its two windows of 2^level columns lie in the
/// window extremes of a row.
struct Chord {
  i64 left, right;
};

struct Disk {
  i64 radius, squared, levels;
  Chord *chords; // of dy = 0 .. radius

  i64 rows() const { return 2 * radius + 1; }
  i64 ringRows() const { return 2 * radius + batch; }
  template <class T> i64 levelLength() const { return roundUp<i64>(tile<T> + 2 * radius, 64 / sizeof(T)) + 64 / sizeof(T); }
  template <class T> i64 ringLength() const { return ringRows() * levels * levelLength<T>() + levelLength<T>() + 2 * radius + 64; }

  template <class T> void measure() {
    for (i64 dy = 0, half = radius; dy <= radius; dy++) {
      while (half > 0 && half * half + dy * dy > squared) half--;
      i64 level = 0;
      while ((i64(2) << level) <= 2 * half + 1) level++;
      i64 ofLevel = level * levelLength<T>();
      chords[dy] = {ofLevel + radius - half, ofLevel + radius + half + 1 - (i64(1) << level)};
    }
  }
};

/// Erodes or dilates a range of rows; `from` and `to` are images of one shape. With `minus`, to = minus - result.
/// Two rows of results are made together: they read nearly the same windows, which then come from the first-level cache.
template <class Op, class T> struct Pass {
  using V = Wide<T>;
  static constexpr i64 group = smaller<i64>(4, tile<T> / wide<T>);
  const Disk &disk;
  const T *from;
  T *to;
  const T *minus;
  i64 height, width;
  T *ring;           // disk.ringRows() rows of window extremes, then one that never wins
  const T **windows; // four per row: two of the upper result, two of the lower

  i64 rowLength() const { return disk.levels * disk.template levelLength<T>(); }
  T *levelsOf(i64 y) const { return ring + y % disk.ringRows() * rowLength(); }
  T *neverWins() const { return ring + disk.ringRows() * rowLength(); }

  /// All window extremes of the tile at x0 in some rows, `radius` columns more on both sides. Level by level, not row by row:
  /// a level that is read while its stores are still under way stalls.
  void fillRows(i64 firstRow, i64 endRow, i64 x0) {
    i64 length = disk.template levelLength<T>();
    for (i64 y = firstRow; y < endRow; y++) copyRow(y, x0, levelsOf(y), length);
    for (i64 level = 1; level < disk.levels; level++) {
      for (i64 y = firstRow; y < endRow; y++) {
        T *line = levelsOf(y) + level * length, *below = line - length;
        combine<Op>(line, below, below + (i64(1) << (level - 1)), tile<T> + 2 * disk.radius);
      }
    }
  }

  void copyRow(i64 y, i64 x0, T *line, i64 length) {
    i64 first = larger<i64>(0, x0 - disk.radius), end = smaller(width, x0 + tile<T> + disk.radius), before = first - (x0 - disk.radius);
    prefetch(from, y + batch, first, end);
    fillValues(line, Op::template neutral<T>, before);
    copyValues(line + before, from + y * width + first, end - first);
    fillValues(line + before + end - first, Op::template neutral<T>, length - before - (end - first));
  }

  /// A tile's rows lie far apart, which no processor foresees.
  void prefetch(const T *image, i64 y, i64 first, i64 end) const {
    if (y >= height) return;
    for (i64 x = first; x < end; x += 64 / sizeof(T)) __builtin_prefetch(image + y * width + x);
  }

  void windowsOf(i64 row, i64 y, const T *levels, const T **found) const {
    i64 distance = row < y ? y - row : row - y;
    bool reached = distance <= disk.radius;
    found[0] = reached ? levels + disk.chords[distance].left : neverWins();
    found[1] = reached ? levels + disk.chords[distance].right : neverWins();
  }

  void writeRows(i64 y, i64 x0, i64 rows) {
    i64 count = 0, first = larger<i64>(0, y - disk.radius), last = smaller(height - 1, y + 1 + disk.radius);
    const T *levels = levelsOf(first), *end = neverWins();
    for (i64 row = first; row <= last; row++, count += 4) {
      windowsOf(row, y, levels, windows + count);
      windowsOf(row, y + 1, levels, windows + count + 2);
      levels += rowLength();
      if (levels == end) levels = ring;
    }
    T result[2][tile<T>];
    for (i64 x = 0; x < tile<T>; x += group * wide<T>) {
      V upper[group], lower[group];
      for (i64 v = 0; v < group; v++) upper[v] = lower[v] = splat<V>(Op::template neutral<T>);
      for (i64 w = 0; w < count; w += 4) {
        for (i64 v = 0; v < group; v++) {
          i64 at = x + v * wide<T>;
          upper[v] = Op::of(upper[v], Op::of(load<V>(windows[w] + at), load<V>(windows[w + 1] + at)));
          lower[v] = Op::of(lower[v], Op::of(load<V>(windows[w + 2] + at), load<V>(windows[w + 3] + at)));
        }
      }
      for (i64 v = 0; v < group; v++) {
        store(result[0] + x + v * wide<T>, upper[v]);
        store(result[1] + x + v * wide<T>, lower[v]);
      }
    }
    for (i64 row = 0; row < rows; row++) writeRow(result[row], y + row, x0);
  }

  void writeRow(const T *result, i64 y, i64 x0) {
    i64 columns = smaller(tile<T>, width - x0), at = y * width + x0;
    if (!minus) return copyValues(to + at, result, columns);
    prefetch(minus, y + batch, x0, x0 + columns);
    for (i64 x = 0; x < columns; x++) to[at + x] = static_cast<T>(minus[at + x] - result[x]);
  }

  void run(i64 first, i64 end) {
    fillValues(neverWins(), Op::template neutral<T>, tile<T>);
    for (i64 x0 = 0; x0 < width; x0 += tile<T>) {
      i64 ready = larger<i64>(0, first - disk.radius);
      for (i64 start = first; start < end; start += batch) {
        i64 needed = smaller(height, start + batch + disk.radius);
        fillRows(ready, needed, x0);
        ready = larger(ready, needed);
        for (i64 y = start; y < smaller(start + batch, end); y += 2) writeRows(y, x0, smaller<i64>(2, end - y));
      }
    }
  }
};
} // namespace

/// numbers: height, width, dtype, radius, operation, the square of the radius of the disk; pointers: in, out.
Status morphologyDisk(Call &call) {
  return byDtype(call.integer(2), [&](auto tag) {
    using T = typename decltype(tag)::type;
    Engine &engine = call.engine;
    i64 height = call.integer(0), width = call.integer(1), radius = call.integer(3), operation = call.integer(4);
    Disk disk{radius, call.integer(5), 1, engine.arena.take<Chord>(radius + 1)};
    while ((i64(1) << disk.levels) <= disk.rows()) disk.levels++;
    i64 ringLength = disk.ringLength<T>(), windowCount = 4 * (disk.rows() + 1);
    bool single = operation == eroded || operation == dilated;
    T *between = single ? nullptr : engine.arena.take<T>(height * width), *rings = engine.arena.take<T>(engine.pool.threads * ringLength);
    const T **windows = engine.arena.take<const T *>(engine.pool.threads * windowCount);
    if (engine.arena.failed) return outOfMemory;
    disk.measure<T>();
    const T *in = call.plane<T>(0);
    T *out = call.plane<T>(1);
    auto pass = [&](auto op, const T *from, T *to, const T *minus) {
      engine.parallelRows(height, radius, [&](i64 first, i64 end, i32 part) {
        Pass<decltype(op), T>{disk, from, to, minus, height, width, rings + part * ringLength, windows + part * windowCount}.run(first, end);
      });
    };
    auto subtract = [&](const T *a, const T *b) {
      engine.parallelRows(height * width, 0, [&](i64 first, i64 end, i32) {
        for (i64 i = first; i < end; i++) out[i] = static_cast<T>(a[i] - b[i]);
      });
    };
    switch (operation) {
    case eroded: pass(Erosion{}, in, out, nullptr); return done;
    case dilated: pass(Dilation{}, in, out, nullptr); return done;
    case opened:
    case whiteTopHat:
      pass(Erosion{}, in, between, nullptr);
      pass(Dilation{}, between, out, operation == opened ? nullptr : in);
      return done;
    case closed:
    case blackTopHat:
      pass(Dilation{}, in, between, nullptr);
      pass(Erosion{}, between, out, nullptr);
      if (operation == blackTopHat) subtract(out, in);
      return done;
    case gradient:
      pass(Dilation{}, in, between, nullptr);
      pass(Erosion{}, in, out, nullptr);
      subtract(between, out);
      return done;
    default: return wrongNumber;
    }
  });
}
