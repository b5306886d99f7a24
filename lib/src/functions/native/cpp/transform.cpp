// One image, pixel by pixel, in f64. Integers of 8 and 16 bits go through a table of every value.
#include "arguments.h"
#include "elementary.h"

namespace {
enum Operation { linear, absolute, squareRoot, square, exponent, naturalLog, toPower, clip, sigmoid, within, reciprocal };

inline f64 apply(i64 op, const f64 *k, f64 v) {
  switch (op) {
  case linear: return v * k[0] + k[1];
  case absolute: return magnitude(v);
  case squareRoot: return rootOf(v);
  case square: return v * v;
  case exponent: return exponential(v * k[0]);
  case naturalLog: return k[0] * logarithm(v * k[1] + k[2]);
  case toPower: return k[0] * power(v * k[1], k[2]);
  case clip: return v < k[0] ? k[0] : v > k[1] ? k[1] : v;
  case sigmoid: return k[0] / (1 + exponential(k[2] * (k[1] - v * k[3])));
  case within: return v >= k[0] && v <= k[1];
  default: return 1 / v;
  }
}

template <class In, class Out> Status through(const Arguments &a, i64 op, const f64 *k) {
  Image in = a.in(0), out = a.out(0);
  if constexpr (__is_same(In, u8) || __is_same(In, u16)) {
    constexpr i64 values = static_cast<i64>(highest<In>()) + 1;
    Out *table = a.engine.arena.take<Out>(values);
    if (!table) return outOfMemory;
    for (i64 v = 0; v < values; v++) table[v] = toPixel<Out>(apply(op, k, static_cast<f64>(v)));
    a.engine.parallelRows(in.count(), 0, [&](i64 from, i64 end, i32) {
      for (i64 i = from; i < end; i++) out.as<Out>()[i] = table[in.as<In>()[i]];
    });
  } else {
    a.engine.parallelRows(in.count(), 0, [&](i64 from, i64 end, i32) {
      for (i64 i = from; i < end; i++) out.as<Out>()[i] = toPixel<Out>(apply(op, k, static_cast<f64>(in.as<In>()[i])));
    });
  }
  return done;
}
} // namespace

/// numbers: the operation and its constants (up to 4). In: a plane; out: a plane of any dtype, which may be the same.
Status transform(Call &call) {
  Arguments a(call);
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  const f64 k[4] = {a.number(1), a.number(2), a.number(3), a.number(4)};
  i64 op = a.integer(0);
  return byPixelType(a.in(0).dtype, [&](auto in) {
    return byPixelType(a.out(0).dtype, [&](auto out) { return through<typename decltype(in)::type, typename decltype(out)::type>(a, op, k); });
  });
}
