// exp, log, power and arc tangent from + - * / alone, so that all builds give the same bits; to a few units in the last place of f64.
// Reduction and polynomials as in fdlibm (Sun Microsystems, 1993).
#pragma once
#include "base.h"

constexpr f64 infinity = __builtin_inf();
constexpr f64 pi = 3.14159265358979323846;

inline f64 twoTo(i64 exponent) { return __builtin_bit_cast(f64, static_cast<u64>(exponent + 1023) << 52); }

inline f64 exponential(f64 x) {
  if (x != x) return x;
  if (x > 709.782712893383973096) return infinity;
  if (x < -745.13321910194110842) return 0;
  f64 k = __builtin_floor(x * 1.44269504088896338700 + 0.5);
  f64 high = x - k * 6.93147180369123816490e-01, low = k * 1.90821492927058770002e-10;
  f64 r = high - low, t = r * r;
  f64 c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  f64 y = 1 - ((low - r * c / (2 - c)) - high);
  i64 n = static_cast<i64>(k);
  return n < -1021 ? y * twoTo(n + 1000) * twoTo(-1000) : n > 1023 ? y * twoTo(n - 1) * 2 : y * twoTo(n);
}

inline f64 logarithm(f64 x) {
  if (!(x > 0)) return x == 0 ? -infinity : __builtin_nan("");
  if (x == infinity) return x;
  i64 k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984.0;
    k = -54;
  }
  u64 bits = __builtin_bit_cast(u64, x);
  k += static_cast<i64>(bits >> 52) - 1023;
  f64 m = __builtin_bit_cast(f64, (bits & 0xfffffffffffffull) | 0x3ff0000000000000ull);
  if (m > 1.41421356237309504880) {
    m /= 2;
    k++;
  }
  f64 f = m - 1, s = f / (2 + f), z = s * s;
  f64 r = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * (1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01))))));
  f64 half = 0.5 * f * f, n = static_cast<f64>(k);
  return n * 6.93147180369123816490e-01 - ((half - (s * (half + r) + n * 1.90821492927058770002e-10)) - f);
}

inline f64 power(f64 base, f64 exponent) {
  if (exponent == 0) return 1;
  if (base == 0) return exponent > 0 ? 0 : infinity;
  if (base < 0) return __builtin_nan("");
  return exponential(exponent * logarithm(base));
}

/// The angle of (x, y), -pi to pi: the argument is brought below tan(pi / 16), then a series.
inline f64 arcTangent(f64 y, f64 x) {
  if (x == 0 && y == 0) return 0;
  f64 ax = x < 0 ? -x : x, ay = y < 0 ? -y : y;
  bool steep = ay > ax;
  f64 t = steep ? ax / ay : ay / ax;
  f64 factor = 1;
  for (i32 i = 0; i < 3; i++) { // halves the angle: tan(a / 2) = t / (1 + sqrt(1 + t t))
    t = t / (1 + rootOf(1 + t * t));
    factor *= 2;
  }
  f64 z = t * t;
  f64 a = t * (1 - z * (1.0 / 3 - z * (1.0 / 5 - z * (1.0 / 7 - z * (1.0 / 9 - z * (1.0 / 11 - z * (1.0 / 13)))))));
  a *= factor;
  if (steep) a = pi / 2 - a;
  if (x < 0) a = pi - a;
  return y < 0 ? -a : a;
}

/// Cosine and sine of 2 pi k / n: reduced to an eighth of the circle by integers, then their series.
struct OnCircle {
  f64 cosine, sine;
};
inline OnCircle onCircle(i64 k, i64 n) {
  k %= n;
  if (k < 0) k += n;
  i64 eighth = 8 * k / n, rest = 8 * k - eighth * n; // angle = (eighth + rest / n) pi / 4
  bool backwards = eighth & 1;
  f64 a = pi / 4 * (static_cast<f64>(backwards ? n - rest : rest) / static_cast<f64>(n)), z = a * a;
  f64 s = a * (1 - z / 6 * (1 - z / 20 * (1 - z / 42 * (1 - z / 72 * (1 - z / 110 * (1 - z / 156 * (1 - z / 210)))))));
  f64 c = 1 - z / 2 * (1 - z / 12 * (1 - z / 30 * (1 - z / 56 * (1 - z / 90 * (1 - z / 132 * (1 - z / 182 * (1 - z / 240)))))));
  switch (eighth) {
  case 0: return {c, s};
  case 1: return {s, c};
  case 2: return {-s, c};
  case 3: return {-c, s};
  case 4: return {-c, -s};
  case 5: return {-s, -c};
  case 6: return {s, -c};
  default: return {c, -s};
  }
}
