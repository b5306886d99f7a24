// Discrete Fourier transforms in f32 or f64, of as many signals at once as a vector has lanes: Stockham's factors 2 to 5, and Bluestein's
// chirp for lengths with other factors (IEEE Trans. Audio and Electroacoustics 18, 1970).
#pragma once
#include "arguments.h"

/// Points of several signals: each vector holds the same point of all.
template <class T> struct Signals {
  Vec<T> *re, *im;
  Signals swapped() const { return {im, re}; }
};
template <class T> Signals<T> takeSignals(Arena &arena, i64 count) { return {arena.take<Vec<T>>(count), arena.take<Vec<T>>(count)}; }

/// Whether a length has the factors 2, 3 and 5 alone.
bool isSmooth(i64 length);

/// The transform of one length; the same for all threads.
template <class T> class Fourier {
public:
  i64 length = 0;
  /// Vectors for which both parameters of `run` need room.
  i64 room = 0;
  bool prepare(Arena &arena, i64 length);
  /// Answers where the result lies: in `values` or in `work`, both are overwritten. Backwards is not divided by the length.
  Signals<T> run(Signals<T> values, Signals<T> work, bool backwards) const;

private:
  struct Root {
    T re, im;
  };
  Root *roots = nullptr;  // the whole circle of `room` points
  Root *chirp = nullptr;  // of `length`; only where that is not smooth
  Root *filter = nullptr; // the transform of the chirp, of `room`
  Signals<T> smooth(Signals<T> values, Signals<T> work) const;
  template <i32 factor> void stage(Signals<T> from, Signals<T> to, i64 groups, i64 stride) const;
};

/// A complex image as two planes in scratch memory, with whole vectors of columns and of rows.
template <class T> struct ComplexPlane {
  i64 height, width, stride;
  T *re, *im;

  static ComplexPlane take(Arena &arena, i64 height, i64 width) {
    i64 stride = roundUp(width, lanes<T>), count = roundUp(height, lanes<T>) * stride;
    return {height, width, stride, arena.take<T>(count), arena.take<T>(count)};
  }
  /// The columns from `x` on, as many as a vector has lanes, as signals of `height` points; and back.
  void readColumns(i64 x, Signals<T> to) const;
  void writeColumns(i64 x, Signals<T> from) const;
  /// The rows from `y` on as signals of `width` points; `to` has room for `stride`. And back.
  void readRows(i64 y, Signals<T> to) const;
  void writeRows(i64 y, Signals<T> from) const;
};

/// The transform of an image in place.
template <class T> Status transformPlane(Engine &engine, const ComplexPlane<T> &plane, bool backwards);

/// The spectrum of the cross-correlation of two real images, from that of both together (the second as imaginary part): the first's times
/// the second's conjugate, in its place.
void crossSpectrum(const ComplexPlane<f64> &plane);
