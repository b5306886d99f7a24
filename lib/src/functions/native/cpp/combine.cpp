// Two images, pixel by pixel. In f64, then rounded and kept within the range of the result; integers of one type go a shorter way with
// the same results.
#include "arguments.h"

namespace {
enum Operation { add, subtract, multiply, divide, minimum, maximum, difference, magnitudes, bitAnd, bitOr, bitXor, above, notBelow, equal, weighted, operationCount };

template <i32 op> struct Of {
  template <class C> static C value(C a, C b) {
    if constexpr (op == add) return a + b;
    if constexpr (op == subtract) return a - b;
    if constexpr (op == multiply) return a * b;
    if constexpr (op == divide) return a / b;
    if constexpr (op == minimum) return a < b ? a : b;
    if constexpr (op == maximum) return a > b ? a : b;
    if constexpr (op == difference) return a > b ? a - b : b - a;
    if constexpr (op == magnitudes) return rootOf(a * a + b * b);
    if constexpr (op == bitAnd || op == bitOr || op == bitXor) {
      i64 m = static_cast<i64>(a), n = static_cast<i64>(b);
      return static_cast<C>(op == bitAnd ? m & n : op == bitOr ? m | n : m ^ n);
    }
    if constexpr (op == above) return a > b;
    if constexpr (op == notBelow) return a >= b;
    if constexpr (op == equal) return a == b;
    return C();
  }
};

template <i32 op, class T> void short16(const T *__restrict a, const T *__restrict b, T *__restrict out, i64 count) {
  for (i64 i = 0; i < count; i++) {
    if constexpr (op == multiply) {
      u32 product = static_cast<u32>(a[i]) * b[i];
      out[i] = static_cast<T>(smaller<u32>(product, highest<T>()));
    } else if constexpr (op == bitAnd) {
      out[i] = a[i] & b[i];
    } else if constexpr (op == bitOr) {
      out[i] = a[i] | b[i];
    } else if constexpr (op == bitXor) {
      out[i] = a[i] ^ b[i];
    } else {
      i32 value = Of<op>::template value<i32>(a[i], b[i]);
      out[i] = static_cast<T>(op == add ? smaller<i32>(value, highest<T>()) : op == subtract ? larger(value, 0) : value);
    }
  }
}

template <i32 op> Status run(const Arguments &a) {
  Image left = a.in(0), right = a.in(1), out = a.out(0);
  constexpr bool exact = op != divide && op != magnitudes;
  if constexpr (exact) {
    if (left.dtype == right.dtype && left.dtype == out.dtype && (out.dtype == isUint8 || out.dtype == isUint16)) {
      a.engine.parallelRows(out.count(), 0, [&](i64 from, i64 end, i32) {
        if (out.dtype == isUint8) short16<op>(left.as<u8>() + from, right.as<u8>() + from, out.as<u8>() + from, end - from);
        else short16<op>(left.as<u16>() + from, right.as<u16>() + from, out.as<u16>() + from, end - from);
      });
      return done;
    }
  }
  if (left.dtype == isFloat32 && right.dtype == isFloat32 && out.dtype == isFloat32 && op != magnitudes) {
    a.engine.parallelRows(out.count(), 0, [&](i64 from, i64 end, i32) { // one rounding: the same as through f64
      const f32 *l = left.as<f32>(), *r = right.as<f32>();
      f32 *to = out.as<f32>();
      for (i64 i = from; i < end; i++) to[i] = Of<op>::template value<f32>(l[i], r[i]);
    });
    return done;
  }
  i64 width = out.width;
  f64 *scratch = a.engine.arena.take<f64>(2 * width * a.engine.pool.threads);
  if (!scratch) return outOfMemory;
  a.engine.parallelRows(out.height, 0, [&](i64 from, i64 end, i32 part) {
    f64 *l = scratch + 2 * width * part, *r = l + width;
    for (i64 y = from; y < end; y++) {
      readRow(left, y, l);
      readRow(right, y, r);
      for (i64 x = 0; x < width; x++) l[x] = Of<op>::template value<f64>(l[x], r[x]);
      byPixelType(out.dtype, [&](auto tag) {
        using T = typename decltype(tag)::type;
        T *to = out.row<T>(y);
        for (i64 x = 0; x < width; x++) to[x] = toPixel<T>(l[x]);
        return done;
      });
    }
  });
  return done;
}

/// The sum of any number of images with a weight each, and a constant.
Status weigh(const Arguments &a) {
  Image out = a.out(0);
  i64 width = out.width;
  f64 *scratch = a.engine.arena.take<f64>(2 * width * a.engine.pool.threads);
  if (!scratch) return outOfMemory;
  a.engine.parallelRows(out.height, 0, [&](i64 from, i64 end, i32 part) {
    f64 *sum = scratch + 2 * width * part, *row = sum + width;
    for (i64 y = from; y < end; y++) {
      fillValues(sum, a.number(1), width);
      for (i64 p = 0; p < a.ins; p++) {
        readRow(a.in(p), y, row);
        f64 weight = a.number(2 + p);
        for (i64 x = 0; x < width; x++) sum[x] += row[x] * weight;
      }
      byPixelType(out.dtype, [&](auto tag) {
        using T = typename decltype(tag)::type;
        T *to = out.row<T>(y);
        for (i64 x = 0; x < width; x++) to[x] = toPixel<T>(sum[x]);
        return done;
      });
    }
  });
  return done;
}
} // namespace

/// numbers: the operation; for a weighted sum then a constant and the weights. In: two planes (weighted: any number); out: one.
Status combine(Call &call) {
  Arguments a(call);
  i64 op = a.integer(0);
  if (a.outs != 1 || !a.oneShape() || (op != weighted && a.ins != 2)) return wrongShape;
  switch (op) {
  case add: return run<add>(a);
  case subtract: return run<subtract>(a);
  case multiply: return run<multiply>(a);
  case divide: return run<divide>(a);
  case minimum: return run<minimum>(a);
  case maximum: return run<maximum>(a);
  case difference: return run<difference>(a);
  case magnitudes: return run<magnitudes>(a);
  case bitAnd: return run<bitAnd>(a);
  case bitOr: return run<bitOr>(a);
  case bitXor: return run<bitXor>(a);
  case above: return run<above>(a);
  case notBelow: return run<notBelow>(a);
  case equal: return run<equal>(a);
  case weighted: return weigh(a);
  default: return wrongNumber;
  }
}
