// Operations on single pixels: rescaling and thresholding.
#include "engine.h"

namespace {
struct Scale {
  f64 low, high, targetMin, targetMax;

  template <class Out> Out operator()(f64 value) const {
    f64 clipped = value > low ? value : low; // NaN becomes low
    clipped = clipped < high ? clipped : high;
    f64 scaled = high > low ? (clipped - low) * (targetMax - targetMin) / (high - low) + targetMin : targetMin;
    if constexpr (__is_same(Out, f32)) return static_cast<f32>(scaled);
    else return static_cast<Out>(static_cast<i32>(scaled));
  }
};

inline i64 inside(f64 value, i64 end) { return static_cast<i64>(larger(0.0, smaller(value, static_cast<f64>(end)))); }

/// Integers go through a table of every value: the division runs once per value, not per pixel.
template <class In, class Out> Status rescaleTo(Call &call, const Scale &scale, i64 pixels) {
  const In *in = call.plane<In>(0);
  Out *out = call.plane<Out>(1);
  if constexpr (__is_same(In, f32)) {
    call.engine.parallelRows(pixels, 0, [=](i64 first, i64 end, i32) {
      for (i64 i = first; i < end; i++) out[i] = scale.operator()<Out>(in[i]);
    });
  } else {
    constexpr i64 values = static_cast<i64>(highest<In>()) + 1;
    Out *table = call.engine.arena.take<Out>(values);
    if (!table) return outOfMemory;
    i64 first = inside(scale.low, values), end = larger(first, inside(scale.high + 1, values)); // only between them it varies
    fillValues(table, scale.operator()<Out>(scale.low), first);
    for (i64 value = first; value < end; value++) table[value] = scale.operator()<Out>(static_cast<f64>(value));
    fillValues(table + end, scale.operator()<Out>(scale.high), values - end);
    call.engine.parallelRows(pixels, 0, [=](i64 first, i64 end, i32) {
      for (i64 i = first; i < end; i++) out[i] = table[in[i]];
    });
  }
  return done;
}

/// The largest value of T not above `limit`, for `value > limit` with values of T.
template <class T> T notAbove(f64 limit) {
  if constexpr (__is_same(T, f32)) {
    f32 near = static_cast<f32>(limit);
    if (near <= limit) return near;
    if (near == 0) return -__FLT_DENORM_MIN__;
    u32 bits = __builtin_bit_cast(u32, near);
    return __builtin_bit_cast(f32, near > 0 ? bits - 1 : bits + 1);
  } else {
    return limit >= highest<T>() ? highest<T>() : static_cast<T>(static_cast<i32>(limit));
  }
}

template <class T> void compare(const T *__restrict in, u8 *__restrict out, T above, i64 count) {
  for (i64 i = 0; i < count; i++) out[i] = in[i] > above;
}
} // namespace

/// numbers: pixels, dtype in, dtype out, low, high, targetMin, targetMax; pointers: in, out.
Status rescale(Call &call) {
  i64 pixels = call.integer(0);
  Scale scale{call.numbers[3], call.numbers[4], call.numbers[5], call.numbers[6]};
  return byDtype(call.integer(1), [&](auto in) {
    return byDtype(call.integer(2), [&](auto out) {
      return rescaleTo<typename decltype(in)::type, typename decltype(out)::type>(call, scale, pixels);
    });
  });
}

/// numbers: pixels, dtype, threshold; pointers: in, out (uint8).
Status threshold(Call &call) {
  i64 pixels = call.integer(0);
  f64 limit = call.numbers[2];
  return byDtype(call.integer(1), [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T *in = call.plane<T>(0);
    u8 *out = call.plane<u8>(1);
    bool all = !__is_same(T, f32) && limit < 0;
    T above = all ? T(0) : notAbove<T>(limit);
    call.engine.parallelRows(pixels, 0, [=](i64 first, i64 end, i32) {
      if (all) fillValues<u8>(out + first, 1, end - first);
      else compare(in + first, out + first, above, end - first);
    });
    return done;
  });
}
