// Connected components by runs: rows are cut into runs of non-zero pixels, runs that touch are joined (union-find, the smaller
// index is the root, so roots come in raster order), labels are painted from runs. Properties are summed per run on the way.
// He, Chao, Suzuki: A run-based two-scan labeling algorithm, IEEE Trans. Image Processing 17 (2008).
#include "engine.h"

namespace {
struct Run {
  i32 start, end; // columns, end exclusive
  i32 parent;     // index of a run of the same object, not after this one
  i32 label;
  f64 intensity;
};
struct Region {
  i64 area;
  f64 sumY, sumX; // twice the centroid sums: integers
  f64 intensity;
  i32 y0, x0, y1, x1;
};

/// The high bit of each byte that is not zero.
inline u64 nonZero(u64 bytes) {
  constexpr u64 low = 0x7f7f7f7f7f7f7f7full;
  return ((bytes & low) + low | bytes) & ~low;
}

/// The next column from x on where the mask is not zero (`object`: where it is); long stretches first.
inline i64 skip(const u8 *row, i64 x, i64 width, bool object) {
  u64 same = object ? 0x8080808080808080ull : 0;
  auto stop = [&](i64 at) { return nonZero(load<u64>(row + at)) ^ same; };
  while (x + 32 <= width && !(stop(x) | stop(x + 8) | stop(x + 16) | stop(x + 24))) x += 32;
  for (; x + 8 <= width; x += 8)
    if (u64 found = stop(x)) return x + __builtin_ctzll(found) / 8;
  while (x < width && (row[x] != 0) == object) x++;
  return x;
}

/// The sum of some pixels: exact for integers, in order for floats.
template <class T> inline f64 sumOf(const T *values, i64 count) {
  if constexpr (__is_same(T, f32)) {
    f64 sum = 0;
    for (i64 i = 0; i < count; i++) sum += values[i];
    return sum;
  } else {
    constexpr i64 most = 65536; // pixels whose sum surely fits 32 bits
    u64 sum = 0;
    for (i64 start = 0; start < count; start += most) {
      u32 part = 0;
      for (i64 i = start; i < smaller(start + most, count); i++) part += values[i];
      sum += part;
    }
    return static_cast<f64>(sum);
  }
}

inline i32 rootOf(Run *runs, i32 index) {
  while (runs[index].parent != index) {
    runs[index].parent = runs[runs[index].parent].parent;
    index = runs[index].parent;
  }
  return index;
}

inline void join(Run *runs, i32 a, i32 b) {
  a = rootOf(runs, a);
  b = rootOf(runs, b);
  if (a < b) runs[b].parent = a;
  else runs[a].parent = b;
}

template <class T> struct Labelling {
  const u8 *mask;
  const T *intensity;
  i32 *labels;
  i64 height, width;
  i64 reach;       // 1 where diagonal neighbours touch, else 0
  i64 *firstOfRow; // index of a row's first run; one more at the end
  Run *runs;

  i64 countRuns(i64 y) const {
    const u8 *row = mask + y * width;
    i64 count = row[0] != 0;
    for (i64 x = 1; x < width; x++) count += (row[x] != 0) & (row[x - 1] == 0);
    return count;
  }

  void findRuns(i64 y) const {
    const u8 *row = mask + y * width;
    i64 index = firstOfRow[y];
    for (i64 x = skip(row, 0, width, false); x < width; index++) {
      i64 end = skip(row, x, width, true);
      // Objects go on below: their pixels two rows further are asked for now, as runs are too short to be foreseen.
      if (y + 2 < height)
        for (i64 i = x; i < end; i += 64 / sizeof(T)) __builtin_prefetch(intensity + (y + 2) * width + i);
      f64 sum = sumOf(intensity + y * width + x, end - x);
      runs[index] = {static_cast<i32>(x), static_cast<i32>(end), static_cast<i32>(index), 0, sum};
      x = skip(row, end, width, false);
    }
  }

  void joinWithRowAbove(i64 y) const {
    i64 above = firstOfRow[y - 1], aboveEnd = firstOfRow[y];
    for (i64 i = firstOfRow[y]; i < firstOfRow[y + 1]; i++) {
      while (above < aboveEnd && runs[above].end + reach <= runs[i].start) above++;
      for (i64 a = above; a < aboveEnd && runs[a].start < runs[i].end + reach; a++) join(runs, static_cast<i32>(a), static_cast<i32>(i));
    }
  }

  /// Numbers the objects and returns how many there are.
  i64 number() const {
    i32 count = 0;
    for (i64 i = 0; i < firstOfRow[height]; i++) {
      i32 parent = runs[i].parent; // lies before i and is numbered, or is i
      runs[i].label = parent == i ? ++count : runs[parent].label;
    }
    return count;
  }

  void paint(i64 y) const {
    i32 *row = labels + y * width;
    i64 x = 0;
    for (i64 i = firstOfRow[y]; i < firstOfRow[y + 1]; i++) {
      fillValues(row + x, 0, runs[i].start - x);
      fillValues(row + runs[i].start, runs[i].label, runs[i].end - runs[i].start);
      x = runs[i].end;
    }
    fillValues(row + x, 0, width - x);
  }

  void measure(Region *regions, i64 count) const {
    for (i64 r = 0; r < count; r++) regions[r] = {0, 0, 0, 0, static_cast<i32>(height), static_cast<i32>(width), 0, 0};
    for (i64 y = 0; y < height; y++) {
      for (i64 i = firstOfRow[y]; i < firstOfRow[y + 1]; i++) {
        const Run &run = runs[i];
        Region &region = regions[run.label - 1];
        i64 length = run.end - run.start;
        region.area += length;
        region.sumY += static_cast<f64>(2 * y * length);
        region.sumX += static_cast<f64>(length * (run.start + run.end - 1));
        region.intensity += run.intensity;
        region.y0 = smaller(region.y0, static_cast<i32>(y));
        region.x0 = smaller(region.x0, run.start);
        region.y1 = static_cast<i32>(y + 1);
        region.x1 = larger(region.x1, run.end);
      }
    }
  }
};

template <class T> Status labelOn(Call &call) {
  Engine &engine = call.engine;
  i64 height = call.integer(0), width = call.integer(1);
  Labelling<T> work{call.plane<u8>(0), call.plane<T>(2), call.plane<i32>(1), height, width, call.integer(3) == 8, nullptr, nullptr};
  work.firstOfRow = engine.arena.take<i64>(height + 1);
  if (!work.firstOfRow) return outOfMemory;
  engine.parallelRows(height, 0, [&](i64 first, i64 end, i32) {
    for (i64 y = first; y < end; y++) work.firstOfRow[y + 1] = work.countRuns(y);
  });
  work.firstOfRow[0] = 0;
  for (i64 y = 0; y < height; y++) work.firstOfRow[y + 1] += work.firstOfRow[y];
  work.runs = engine.arena.take<Run>(work.firstOfRow[height]);
  if (!work.runs) return outOfMemory;
  engine.parallelRows(height, 0, [&](i64 first, i64 end, i32) {
    for (i64 y = first; y < end; y++) {
      work.findRuns(y);
      if (y > first) work.joinWithRowAbove(y);
    }
  });
  i64 shares = engine.shares(height, 0);
  for (i64 share = 1; share < shares; share++) { // where two shares meet
    i64 y = height * share / shares;
    if (y > height * (share - 1) / shares) work.joinWithRowAbove(y);
  }
  i64 count = work.number();
  Region *regions = engine.arena.take<Region>(count);
  f64 *table = engine.arena.take<f64>(count * 8);
  if (engine.arena.failed) return outOfMemory;
  engine.parallelRows(height, 0, [&](i64 first, i64 end, i32) {
    for (i64 y = first; y < end; y++) work.paint(y);
  });
  work.measure(regions, count);
  for (i64 r = 0; r < count; r++) {
    const Region &region = regions[r];
    f64 area = static_cast<f64>(region.area);
    const f64 row[8] = {area,
                        region.sumY / (2 * area),
                        region.sumX / (2 * area),
                        region.intensity / area,
                        static_cast<f64>(region.y0),
                        static_cast<f64>(region.x0),
                        static_cast<f64>(region.y1),
                        static_cast<f64>(region.x1)};
    copyValues(table + r * 8, row, 8);
  }
  call.numbers[0] = static_cast<f64>(count);
  call.pointers[0] = reinterpret_cast<usize>(table);
  return done;
}
} // namespace

/// numbers: height, width, dtype of the intensities, connectivity; pointers: mask (uint8), labels (int32), intensities.
/// Answers the count and the address of a table: area, centroid y and x, mean intensity, box (y0, x0, y1, x1), 8 numbers per object.
Status label(Call &call) {
  return byDtype(call.integer(2), [&](auto tag) { return labelOn<typename decltype(tag)::type>(call); });
}
