// Discrete Fourier transforms of any length in f64: radix 2, and Bluestein's chirp for other lengths (IEEE Trans. Audio and
// Electroacoustics 18, 1970).
#pragma once
#include "arguments.h"

struct Complex {
  f64 re, im;
};
inline Complex operator*(Complex a, Complex b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
inline Complex operator+(Complex a, Complex b) { return {a.re + b.re, a.im + b.im}; }
inline Complex operator-(Complex a, Complex b) { return {a.re - b.re, a.im - b.im}; }
inline Complex conjugate(Complex a) { return {a.re, -a.im}; }

/// The transform of one length; the same for all threads.
class Fourier {
public:
  i64 length, padded;
  bool prepare(Arena &arena, i64 length);
  /// In place on `length` values; `work` has room for `padded`. Backwards is not divided by the length.
  void run(Complex *values, Complex *work, bool backwards) const;

private:
  Complex *roots;   // of `padded`, half the circle
  Complex *chirp;   // of `length`; only for other lengths than powers of two
  Complex *filter;  // the transform of the chirp
  void radix2(Complex *values, bool backwards) const;
};

/// The transform of an image in place, rows then columns; the image has rows of `width`.
Status transformPlane(Engine &engine, Complex *values, i64 height, i64 width, bool backwards);
