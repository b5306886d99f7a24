// What finding the shift between two images has in common.
#pragma once
#include "elementary.h"

struct Shift {
  f64 y, x;
};

/// Hann's window, 0 at both ends.
inline f64 hann(i64 k, i64 size) { return size < 2 ? 1.0 : 0.5 - 0.5 * onCircle(k, size - 1).cosine; }

/// Where an axis of one image overlaps that of another, moved by whole pixels: `count` values from `first` and from `second` on.
struct Shared {
  i64 first, second, count;
};
inline Shared sharedBy(i64 size, i64 shift) {
  i64 first = larger<i64>(shift, 0);
  return {first, first - shift, larger<i64>(0, size - magnitude(shift))};
}

/// A Fourier transform takes images as periodic, so a peak stands for four shifts: the one of greatest correlation.
template <class F> Shift bestQuadrant(Shift peak, i64 height, i64 width, f64 &best, F correlation) {
  f64 h = static_cast<f64>(height), w = static_cast<f64>(width);
  f64 y = peak.y < 0 ? peak.y + h : peak.y, x = peak.x < 0 ? peak.x + w : peak.x;
  Shift chosen = peak;
  best = -1;
  const Shift quadrants[4] = {{y, x}, {y, x - w}, {y - h, x}, {y - h, x - w}};
  for (const Shift &tried : quadrants) {
    f64 found = correlation(tried);
    if (found <= best) continue;
    best = found;
    chosen = tried;
  }
  return chosen;
}

/// How badly two images fit: -log of their correlation, infinite without one; `norms` is the product of their norms.
inline f64 misfit(f64 correlation, f64 norms) { return correlation > 0 && norms > 0 ? -logarithm(correlation / norms) : infinity; }
