// Sums of products in a fixed order of eight running totals, so that every build adds alike.
#pragma once
#include "base.h"

struct Eight {
  VecN<f64, 8> values;
  template <class T> static Eight at(const T *from) {
    VecN<T, 8> eight;
    __builtin_memcpy(&eight, from, sizeof(eight));
    return {__builtin_convertvector(eight, VecN<f64, 8>)};
  }
  Eight operator*(const Eight &other) const { return {values * other.values}; }
  Eight operator+(const Eight &other) const { return {values + other.values}; }
  Eight operator-(const Eight &other) const { return {values - other.values}; }
  void operator+=(const Eight &other) { values += other.values; }
  f64 total() const { return ((values[0] + values[4]) + (values[2] + values[6])) + ((values[1] + values[5]) + (values[3] + values[7])); }
};

inline f64 sumOfProducts(const f64 *a, const f64 *b, i64 count) {
  Eight sums{};
  i64 i = 0;
  for (; i + 8 <= count; i += 8) sums += Eight::at(a + i) * Eight::at(b + i);
  f64 rest = 0;
  for (; i < count; i++) rest += a[i] * b[i];
  return sums.total() + rest;
}

/// The squared amplitude of the sum of products of complex numbers.
inline f64 squaredSumOfProducts(const f64 *re, const f64 *im, const f64 *otherRe, const f64 *otherIm, i64 count) {
  Eight sumsRe{}, sumsIm{};
  i64 i = 0;
  for (; i + 8 <= count; i += 8) {
    Eight a = Eight::at(re + i), b = Eight::at(im + i), c = Eight::at(otherRe + i), d = Eight::at(otherIm + i);
    sumsRe += a * c - b * d;
    sumsIm += a * d + b * c;
  }
  f64 sumRe = sumsRe.total(), sumIm = sumsIm.total();
  for (; i < count; i++) {
    sumRe += re[i] * otherRe[i] - im[i] * otherIm[i];
    sumIm += re[i] * otherIm[i] + im[i] * otherRe[i];
  }
  return sumRe * sumRe + sumIm * sumIm;
}

/// Each product times a weight.
inline f64 weightedProducts(const f32 *a, const f32 *b, const f64 *weights, i64 count) {
  Eight sums{};
  i64 i = 0;
  for (; i + 8 <= count; i += 8) sums += Eight::at(a + i) * Eight::at(b + i) * Eight::at(weights + i);
  f64 rest = 0;
  for (; i < count; i++) rest += static_cast<f64>(a[i]) * static_cast<f64>(b[i]) * weights[i];
  return sums.total() + rest;
}
