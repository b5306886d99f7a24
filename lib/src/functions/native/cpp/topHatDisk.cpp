// White top-hat with a disk: all pixels at distance <= r. A disk is one chord per row; for each row of a ring of 2r+1 rows the
// window extremes of all lengths 2^p are kept, so that a chord of any length is two overlapping windows (a sparse table, as in
// Bender & Farach-Colton, LATIN 2000). Tiles are `tile` columns wide. Pixels outside the image never win.
#include "morphology.h"

namespace {
template <class T> constexpr i64 tile = 256 / sizeof(T);

/// The chord at distance |dy| from the centre row: columns -half .. half, as two windows of 2^level columns.
struct Chord {
  i64 level, left, right;
};

struct Disk {
  i64 radius, levels;
  Chord *chords; // of dy = 0 .. radius

  i64 rows() const { return 2 * radius + 1; }
  template <class T> i64 levelLength() const { return roundUp<i64>(tile<T> + 2 * radius, 64 / sizeof(T)) + 64 / sizeof(T); }
  template <class T> i64 ringLength() const { return (rows() * levels + 1) * levelLength<T>() + 2 * radius + 64; }

  void measure() {
    for (i64 dy = 0, half = radius; dy <= radius; dy++) {
      while (half * half + dy * dy > radius * radius) half--;
      i64 level = 0;
      while ((i64(2) << level) <= 2 * half + 1) level++;
      chords[dy] = {level, radius - half, radius + half + 1 - (i64(1) << level)};
    }
  }
};

/// Erodes or dilates a range of rows; `from` and `to` are images of one shape. With `minus`, to = minus - result.
template <class Op, class T> struct Pass {
  using V = Vec<T>;
  static constexpr i64 group = smaller<i64>(4, tile<T> / lanes<T>);
  const Disk &disk;
  const T *from;
  T *to;
  const T *minus;
  i64 height, width;
  T *ring;
  const T **windows; // two per row of the disk

  T *levelsOf(i64 y) const { return ring + y % disk.rows() * disk.levels * disk.template levelLength<T>(); }

  /// All window extremes of the tile at x0 in row y, `radius` columns more on both sides.
  void fillRow(i64 y, i64 x0) {
    i64 length = disk.template levelLength<T>();
    T *line = levelsOf(y);
    i64 first = larger<i64>(0, x0 - disk.radius), end = smaller(width, x0 + tile<T> + disk.radius), before = first - (x0 - disk.radius);
    fillValues(line, Op::template neutral<T>, before);
    copyValues(line + before, from + y * width + first, end - first);
    fillValues(line + before + end - first, Op::template neutral<T>, length - before - (end - first));
    for (i64 level = 1; level < disk.levels; level++, line += length)
      combine<Op>(line + length, line, line + (i64(1) << (level - 1)), tile<T> + 2 * disk.radius);
  }

  void writeRow(i64 y, i64 x0) {
    i64 count = 0, length = disk.template levelLength<T>();
    for (i64 row = larger<i64>(0, y - disk.radius); row <= smaller(height - 1, y + disk.radius); row++) {
      const Chord &chord = disk.chords[row < y ? y - row : row - y];
      const T *level = levelsOf(row) + chord.level * length;
      windows[count++] = level + chord.left;
      windows[count++] = level + chord.right;
    }
    T result[tile<T>];
    for (i64 x = 0; x < tile<T>; x += group * lanes<T>) {
      V extreme[group];
      for (V &value : extreme) value = V(Op::template neutral<T>);
      for (i64 w = 0; w < count; w += 2)
        for (i64 v = 0; v < group; v++)
          extreme[v] = Op::of(extreme[v], Op::of(load<V>(windows[w] + x + v * lanes<T>), load<V>(windows[w + 1] + x + v * lanes<T>)));
      for (i64 v = 0; v < group; v++) store(result + x + v * lanes<T>, extreme[v]);
    }
    i64 columns = smaller(tile<T>, width - x0), at = y * width + x0;
    if (!minus) return copyValues(to + at, result, columns);
    for (i64 x = 0; x < columns; x++) to[at + x] = static_cast<T>(minus[at + x] - result[x]);
  }

  void run(i64 first, i64 end) {
    for (i64 x0 = 0; x0 < width; x0 += tile<T>) {
      i64 ready = larger<i64>(0, first - disk.radius);
      for (i64 y = first; y < end; y++) {
        for (; ready <= smaller(height - 1, y + disk.radius); ready++) fillRow(ready, x0);
        writeRow(y, x0);
      }
    }
  }
};
} // namespace

/// numbers: height, width, dtype, radius; pointers: in, out.
Status topHatDisk(Call &call) {
  return byDtype(call.integer(2), [&](auto tag) {
    using T = typename decltype(tag)::type;
    Engine &engine = call.engine;
    i64 height = call.integer(0), width = call.integer(1), radius = call.integer(3);
    Disk disk{radius, 1, engine.arena.take<Chord>(radius + 1)};
    while ((i64(1) << disk.levels) <= disk.rows()) disk.levels++;
    i64 ringLength = disk.ringLength<T>(), windowCount = 2 * disk.rows();
    T *eroded = engine.arena.take<T>(height * width), *rings = engine.arena.take<T>(engine.pool.threads * ringLength);
    const T **windows = engine.arena.take<const T *>(engine.pool.threads * windowCount);
    if (engine.arena.failed) return outOfMemory;
    disk.measure();
    const T *in = call.plane<T>(0);
    T *out = call.plane<T>(1);
    engine.parallelRows(height, [&](i64 first, i64 end, i32 part) {
      Pass<Erosion, T>{disk, in, eroded, nullptr, height, width, rings + part * ringLength, windows + part * windowCount}.run(first, end);
    });
    engine.parallelRows(height, [&](i64 first, i64 end, i32 part) {
      Pass<Dilation, T>{disk, eroded, out, in, height, width, rings + part * ringLength, windows + part * windowCount}.run(first, end);
    });
    return done;
  });
}
