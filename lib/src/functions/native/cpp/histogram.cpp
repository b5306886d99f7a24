// Each thread fills two private tables by turns, so that equal neighbours do not wait for each other's store.
#include "histogram.h"

namespace {
template <class T> void countInto(u32 *even, u32 *odd, const T *from, i64 count) {
  i64 i = 0;
  for (; i + 4 <= count; i += 4) {
    even[from[i]]++;
    odd[from[i + 1]]++;
    even[from[i + 2]]++;
    odd[from[i + 3]]++;
  }
  for (; i < count; i++) even[from[i]]++;
}

inline void add(u64 *__restrict to, const u32 *__restrict from, i64 count) {
  for (i64 i = 0; i < count; i++) to[i] += from[i];
}
} // namespace

template <class T> u64 *histogram(Call &call, i32 firstPlane, i64 planes, i64 pixels) {
  constexpr i64 bins = binsOf<T>;
  Engine &engine = call.engine;
  u64 *counts = engine.arena.take<u64>(bins);
  u32 *tables = engine.arena.take<u32>(engine.pool.threads * 2 * bins);
  bool *used = engine.arena.take<bool>(engine.pool.threads);
  if (engine.arena.failed) return nullptr;
  fillValues<u64>(counts, 0, bins);
  constexpr i64 most = i64(1) << 31; // pixels between two merges: no 32-bit count can pass its end
  i64 together = larger<i64>(1, most / larger<i64>(pixels, 1));
  for (i64 from = 0; from < planes; from += together) {
    i64 to = smaller(planes, from + together);
    fillValues(used, false, engine.pool.threads);
    engine.parallelRows(pixels, 0, [&](i64 first, i64 end, i32 thread) {
      u32 *even = tables + thread * 2 * bins, *odd = even + bins;
      if (!used[thread]) fillValues<u32>(even, 0, 2 * bins);
      used[thread] = true;
      for (i64 p = from; p < to; p++) countInto(even, odd, call.plane<T>(static_cast<i32>(firstPlane + p)) + first, end - first);
    });
    engine.parallelRows(bins, 0, [&](i64 first, i64 end, i32) {
      for (i32 table = 0; table < 2 * engine.pool.threads; table++)
        if (used[table / 2]) add(counts + first, tables + table * bins + first, end - first);
    });
  }
  return counts;
}

template u64 *histogram<u8>(Call &, i32, i64, i64);
template u64 *histogram<u16>(Call &, i32, i64, i64);
