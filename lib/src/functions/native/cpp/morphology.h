// Erosion and dilation as one template: what differs is min or max, and the value that never wins.
#pragma once
#include "engine.h"

/// What is made of erosions and dilations; the numbers are those of TypeScript.
enum Morphology { eroded = 0, dilated = 1, opened = 2, closed = 3, whiteTopHat = 4, blackTopHat = 5, gradient = 6 };

struct Erosion {
  template <class T> static constexpr T neutral = highest<T>();
  template <class V> static V of(V a, V b) { return a < b ? a : b; }
};
struct Dilation {
  template <class T> static constexpr T neutral = lowest<T>();
  template <class V> static V of(V a, V b) { return a > b ? a : b; }
};

/// Windows start at any column: vectors longer than 32 bytes would cross a cache line with nearly every load.
template <class T> constexpr i64 wide = smaller(VB, 32) / sizeof(T);
template <class T> using Wide = VecN<T, static_cast<int>(wide<T>)>;

/// Two rows at once: `to = of(a, b)` for `count` values, rounded up to whole vectors.
template <class Op, class T> inline void combine(T *to, const T *a, const T *b, i64 count) {
  using V = Wide<T>;
  for (i64 x = 0; x < count; x += wide<T>) store(to + x, Op::of(load<V>(a + x), load<V>(b + x)));
}
