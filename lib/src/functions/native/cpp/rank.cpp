// The k-th smallest value around each pixel, in a disk or a square, borders reflected. Small footprints: bit by bit from the highest, by
// counting the values below, for a vector of pixels at once. Large ones of integers: a histogram that slides along the row (Huang, Yang &
// Tang, IEEE Trans. ASSP 27, 1979), in steps of 256 values and of one.
#include "padded.h"

namespace {
/// Values as unsigned integers of the same order.
template <class T> struct Key {
  using type = T;
  static type of(T value) { return value; }
  static T back(type key) { return key; }
};
template <> struct Key<f32> {
  using type = u32;
  static type of(f32 value) {
    u32 bits = __builtin_bit_cast(u32, value);
    return bits >> 31 ? ~bits : bits | 0x80000000u;
  }
  static f32 back(type key) { return __builtin_bit_cast(f32, key >> 31 ? key & 0x7fffffffu : ~key); }
};
template <> struct Key<i32> {
  using type = u32;
  static type of(i32 value) { return static_cast<u32>(value) ^ 0x80000000u; }
  static i32 back(type key) { return static_cast<i32>(key ^ 0x80000000u); }
};

struct Footprint {
  i64 radius;
  i64 *half; // of the chord at dy = -radius .. radius
  i64 count;
};

template <class T> struct Ranking {
  using K = typename Key<T>::type;
  const K *keys; // with `radius` rows and columns around
  i64 stride, width;
  Footprint footprint;
  i64 k;

  const K *at(i64 y, i64 x) const { return keys + (y + footprint.radius) * stride + x + footprint.radius; }

  void small(i64 y, T *out) const {
    constexpr i64 n = VB / sizeof(K);
    using V = VecN<K, n>;
    for (i64 x = 0; x < width; x += n) { // rows have room for whole vectors
      V found = splat<V>(K(0));
      for (i32 bit = 8 * sizeof(K) - 1; bit >= 0; bit--) {
        V trial = found | splat<V>(static_cast<K>(K(1) << bit));
        V below = splat<V>(K(0));
        for (i64 dy = -footprint.radius; dy <= footprint.radius; dy++) {
          const K *row = at(y + dy, x);
          i64 half = footprint.half[dy + footprint.radius];
          for (i64 dx = -half; dx <= half; dx++) {
            V value = load<V>(row + dx);
            below -= __builtin_bit_cast(V, value < trial); // true is -1
          }
        }
        auto fits = below <= splat<V>(static_cast<K>(k));
        found = fits ? trial : found;
      }
      K kept[n];
      store(kept, found);
      for (i64 i = 0; i < smaller(n, width - x); i++) out[x + i] = Key<T>::back(kept[i]);
    }
  }

  void sliding(i64 y, T *out, u32 *fine, u32 *coarse) const {
    constexpr i64 coarseBins = sizeof(K) == 1 ? 1 : 256, fineBins = 256;
    fillValues(fine, 0u, coarseBins * fineBins);
    fillValues(coarse, 0u, coarseBins);
    auto change = [&](K key, u32 by) {
      fine[key] += by;
      coarse[key >> 8 & (coarseBins - 1)] += by;
    };
    i64 r = footprint.radius;
    for (i64 dy = -r; dy <= r; dy++)
      for (i64 half = footprint.half[dy + r], dx = -half; dx <= half; dx++) change(*(at(y + dy, dx)), 1);
    i64 bin = 0; // the coarse bin of the result before; `below` counts what is in lower ones
    u32 below = 0;
    for (i64 x = 0;; x++) {
      below = 0;
      for (i64 b = 0; b < bin; b++) below += coarse[b];
      while (below > k) below -= coarse[--bin];
      while (below + coarse[bin] <= k) below += coarse[bin++];
      u32 within = below;
      i64 value = bin * fineBins;
      while (within + fine[value] <= k) within += fine[value++];
      out[x] = Key<T>::back(static_cast<K>(value));
      if (x + 1 == width) return;
      for (i64 dy = -r; dy <= r; dy++) {
        i64 half = footprint.half[dy + r];
        const K *row = at(y + dy, x);
        change(row[-half], ~0u);
        change(row[half + 1], 1);
      }
    }
  }
};

template <class T> Status rankOf(const Arguments &a) {
  using K = typename Key<T>::type;
  Image in = a.in(0), out = a.out(0);
  Arena &arena = a.engine.arena;
  i64 radius = a.integer(1), rows = in.height + 2 * radius, stride = roundUp<i64>(in.width + 2 * radius, 64) + 64;
  K *keys = arena.take<K>(rows * stride);
  Footprint footprint{radius, arena.take<i64>(2 * radius + 1), 0};
  constexpr i64 bins = 65536 + 256;
  bool integers = sizeof(T) <= 2;
  u32 *histograms = arena.take<u32>(integers ? a.engine.pool.threads * bins : 1);
  if (arena.failed) return outOfMemory;
  for (i64 dy = -radius; dy <= radius; dy++) {
    i64 half = radius;
    if (a.integer(0) == 0)
      while (half * half + dy * dy > radius * radius) half--;
    footprint.half[dy + radius] = half;
    footprint.count += 2 * half + 1;
  }
  i64 k = a.integer(2);
  if (k < 0 || k >= footprint.count) return wrongNumber;
  a.engine.parallelRows(rows, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      const T *row = in.row<T>(insideOf(y - radius, in.height, reflected));
      K *to = keys + y * stride + radius;
      for (i64 x = 0; x < in.width; x++) to[x] = Key<T>::of(row[x]);
      for (i64 i = 1; i <= radius; i++) {
        to[-i] = Key<T>::of(row[insideOf(-i, in.width, reflected)]);
        to[in.width - 1 + i] = Key<T>::of(row[insideOf(in.width - 1 + i, in.width, reflected)]);
      }
      fillValues(to + in.width + radius, K(0), stride - in.width - 2 * radius);
    }
  });
  bool bitwise = !integers || footprint.count <= 100;
  // Counts of small keys must fit them.
  if (sizeof(K) == 1 && footprint.count > 255) bitwise = false;
  a.engine.parallelRows(in.height, radius, [&](i64 from, i64 end, i32 part) {
    Ranking<T> ranking{keys, stride, in.width, footprint, k};
    for (i64 y = from; y < end; y++) {
      if (bitwise) ranking.small(y, out.row<T>(y));
      else if constexpr (sizeof(T) <= 2) ranking.sliding(y, out.row<T>(y), histograms + part * bins, histograms + part * bins + 65536);
    }
  });
  return done;
}
} // namespace

/// numbers: footprint (0 disk, 1 square), radius, k from 0. In: a plane; out: a plane of the same dtype.
Status rank(Call &call) {
  Arguments a(call);
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  if (a.in(0).dtype != a.out(0).dtype) return wrongDtype;
  return byPixelType(a.in(0).dtype, [&](auto tag) { return rankOf<typename decltype(tag)::type>(a); });
}
