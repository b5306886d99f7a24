// Projections over z: planes lie on separate buffers; a block of pixels passes through all planes in registers.
#include "engine.h"

namespace {
enum Method { maximum = 0, minimum = 1, mean = 2, sum = 3 };
constexpr i64 block = 2 * VB;

struct Max {
  template <class T> using Sum = T;
  template <class T> static T first(T value) { return value; }
  template <class T> static T add(T kept, T value) { return kept > value ? kept : value; }
};
struct Min {
  template <class T> using Sum = T;
  template <class T> static T first(T value) { return value; }
  template <class T> static T add(T kept, T value) { return kept < value ? kept : value; }
};
/// Integers add up exactly: at most 65536 planes (checked before). Floats add in f64, in the order of the planes.
struct Add {
  template <class T> struct SumOf {
    using type = u32;
  };
  template <class T> using Sum = typename SumOf<T>::type;
  template <class T> static Sum<T> first(T value) { return value; }
  template <class S, class T> static S add(S kept, T value) { return kept + value; }
};
template <> struct Add::SumOf<f32> {
  using type = f64;
};

/// Combines `count` pixels (at most `block`) of all planes from `start` on.
template <class Op, class T> inline void combineBlock(const u64 *planes, i64 planeCount, i64 start, i64 count, typename Op::template Sum<T> *kept) {
  const T *from = reinterpret_cast<const T *>(static_cast<usize>(planes[0])) + start;
  for (i64 i = 0; i < count; i++) kept[i] = Op::first(from[i]);
  for (i64 p = 1; p < planeCount; p++) {
    from = reinterpret_cast<const T *>(static_cast<usize>(planes[p])) + start;
    for (i64 i = 0; i < count; i++) kept[i] = Op::add(kept[i], from[i]);
  }
}

/// Projects pixels first .. end; `finish` turns what was kept into a pixel.
template <class Op, class T, class F> void projectRange(const u64 *planes, i64 planeCount, T *out, i64 first, i64 end, F finish) {
  typename Op::template Sum<T> kept[block];
  i64 start = first;
  for (; start + block <= end; start += block) {
    combineBlock<Op, T>(planes, planeCount, start, block, kept); // a constant count: `kept` stays in registers
    for (i64 i = 0; i < block; i++) out[start + i] = finish(kept[i]);
  }
  combineBlock<Op, T>(planes, planeCount, start, end - start, kept);
  for (i64 i = 0; i < end - start; i++) out[start + i] = finish(kept[i]);
}

/// The largest or smallest values: four registers of pixels pass through all planes. (Left to itself the compiler is slower here than for sums.)
template <class Op, class T> void extremeRange(const u64 *planes, i64 planeCount, T *out, i64 first, i64 end) {
  using V = Vec<T>;
  constexpr i64 n = lanes<T>;
  i64 start = first;
  for (; start + 4 * n <= end; start += 4 * n) {
    const T *from = reinterpret_cast<const T *>(static_cast<usize>(planes[0])) + start;
    V a = load<V>(from), b = load<V>(from + n), c = load<V>(from + 2 * n), d = load<V>(from + 3 * n);
    for (i64 p = 1; p < planeCount; p++) {
      from = reinterpret_cast<const T *>(static_cast<usize>(planes[p])) + start;
      a = Op::add(a, load<V>(from));
      b = Op::add(b, load<V>(from + n));
      c = Op::add(c, load<V>(from + 2 * n));
      d = Op::add(d, load<V>(from + 3 * n));
    }
    store(out + start, a);
    store(out + start + n, b);
    store(out + start + 2 * n, c);
    store(out + start + 3 * n, d);
  }
  projectRange<Op>(planes, planeCount, out, start, end, [](T value) { return value; });
}

template <class T> void additive(const u64 *planes, i64 planeCount, T *out, i64 first, i64 end, bool wantsMean) {
  if constexpr (__is_same(T, f32)) {
    f64 divisor = wantsMean ? static_cast<f64>(planeCount) : 1.0;
    projectRange<Add>(planes, planeCount, out, first, end, [=](f64 total) { return static_cast<f32>(total / divisor); });
  } else if (wantsMean) {
    // Half a step above the integer sum, so that the rounded reciprocal never falls below an exact quotient.
    f64 reciprocal = 1.0 / static_cast<f64>(planeCount);
    projectRange<Add>(planes, planeCount, out, first, end, [=](u32 total) {
      return static_cast<T>(static_cast<i32>((static_cast<f64>(total) + 0.5) * reciprocal));
    });
  } else {
    projectRange<Add>(planes, planeCount, out, first, end, [](u32 total) { return static_cast<T>(smaller<u32>(total, highest<T>())); });
  }
}
} // namespace

/// numbers: pixels, dtype, method, planes; pointers: out, planes.
Status project(Call &call) {
  i64 method = call.integer(2), planeCount = call.integer(3);
  const u64 *planes = call.pointers + 1;
  return byDtype(call.integer(1), [&](auto tag) {
    using T = typename decltype(tag)::type;
    T *out = call.plane<T>(0);
    call.engine.parallelRows(call.integer(0), 0, [&](i64 first, i64 end, i32) {
      if (method == maximum) extremeRange<Max>(planes, planeCount, out, first, end);
      else if (method == minimum) extremeRange<Min>(planes, planeCount, out, first, end);
      else additive<T>(planes, planeCount, out, first, end, method == mean);
    });
    return done;
  });
}
