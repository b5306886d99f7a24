// The shift between two images from their cross-correlation, with a fraction of a pixel by a transform of the peak's surroundings alone:
// Guizar-Sicairos, Thurman & Fienup, Optics Letters 33 (2008), as skimage.registration.phase_cross_correlation. With a Hann window and a
// test of all four quadrants as Ashlar does it (Muhlich et al., Bioinformatics 38, 2022).
#include "elementary.h"
#include "fourier.h"

namespace {
struct Pair {
  i64 height, width;
  f64 *first, *second;

  /// Correlates with the second image shifted by whole pixels, nearest first.
  f64 correlation(f64 dy, f64 dx) const {
    f64 sum = 0;
    for (i64 y = 0; y < height; y++) {
      f64 fromY = __builtin_floor(static_cast<f64>(y) - dy + 0.5);
      if (fromY < 0 || fromY >= static_cast<f64>(height)) continue;
      const f64 *row = second + static_cast<i64>(fromY) * width;
      for (i64 x = 0; x < width; x++) {
        f64 fromX = __builtin_floor(static_cast<f64>(x) - dx + 0.5);
        if (fromX >= 0 && fromX < static_cast<f64>(width)) sum += first[y * width + x] * row[static_cast<i64>(fromX)];
      }
    }
    return magnitude(sum);
  }
  static f64 norm(const f64 *values, i64 count) {
    f64 sum = 0;
    for (i64 i = 0; i < count; i++) sum += values[i] * values[i];
    return rootOf(sum);
  }
};

inline f64 squared(Complex c) { return c.re * c.re + c.im * c.im; }

/// The frequency of an index, in cycles of the whole axis.
inline i64 frequency(i64 k, i64 size) { return k < (size + 1) / 2 ? k : k - size; }

struct Peak {
  f64 y, x;
};

/// Refines a peak: the correlation at points 1 / upsample apart, 1.5 pixels around.
Status refine(Arena &arena, const Complex *product, i64 height, i64 width, i64 upsample, Peak &peak) {
  i64 size = (3 * upsample + 1) / 2, middle = size / 2;
  Complex *rows = arena.take<Complex>(size * width);
  if (!rows) return outOfMemory;
  auto rounded = [&](f64 shift) { return static_cast<i64>(__builtin_floor(shift * static_cast<f64>(upsample) + 0.5)); };
  i64 startY = rounded(peak.y) - middle, startX = rounded(peak.x) - middle;
  for (i64 i = 0; i < size; i++) {
    Complex *row = rows + i * width;
    fillValues(row, Complex{0, 0}, width);
    for (i64 y = 0; y < height; y++) {
      OnCircle turn = onCircle((startY + i) * frequency(y, height), height * upsample);
      Complex factor{turn.cosine, turn.sine};
      for (i64 x = 0; x < width; x++) row[x] = row[x] + product[y * width + x] * factor;
    }
  }
  f64 best = -1;
  i64 bestY = 0, bestX = 0;
  Complex *turns = arena.take<Complex>(width);
  f64 *found = arena.take<f64>(size * size);
  if (arena.failed) return outOfMemory;
  for (i64 j = 0; j < size; j++) {
    for (i64 x = 0; x < width; x++) {
      OnCircle turn = onCircle((startX + j) * frequency(x, width), width * upsample);
      turns[x] = {turn.cosine, turn.sine};
    }
    for (i64 i = 0; i < size; i++) {
      Complex sum{0, 0};
      for (i64 x = 0; x < width; x++) sum = sum + rows[i * width + x] * turns[x];
      found[i * size + j] = squared(sum);
    }
  }
  for (i64 i = 0; i < size * size; i++) {
    if (found[i] <= best) continue;
    best = found[i];
    bestY = i / size;
    bestX = i % size;
  }
  f64 scale = static_cast<f64>(upsample);
  peak.y = static_cast<f64>(startY + bestY) / scale;
  peak.x = static_cast<f64>(startX + bestX) / scale;
  return done;
}
} // namespace

/// numbers: points per pixel (upsample), 1 to divide by amplitudes (phase only), 1 for a Hann window, 1 to test all quadrants.
/// In: two planes of one shape. Answers the shift along y and x that brings the second onto the first, and the error
/// -log(correlation / product of norms), infinite without correlation.
Status phaseCorrelation(Call &call) {
  Arguments a(call);
  if (a.ins != 2 || a.outs != 0 || !a.oneShape()) return wrongShape;
  Arena &arena = a.engine.arena;
  i64 height = a.in(0).height, width = a.in(0).width, count = height * width, upsample = a.integer(0);
  bool phaseOnly = a.integer(1) == 1, windowed = a.integer(2) == 1, quadrants = a.integer(3) == 1;
  if (upsample < 1) return wrongNumber;
  Pair pair{height, width, arena.take<f64>(count), arena.take<f64>(count)};
  Complex *first = arena.take<Complex>(count), *second = arena.take<Complex>(count);
  f64 *window = arena.take<f64>(width);
  if (arena.failed) return outOfMemory;
  auto hann = [](i64 k, i64 size) { return size < 2 ? 1.0 : 0.5 - 0.5 * onCircle(k, size - 1).cosine; };
  for (i64 x = 0; x < width; x++) window[x] = windowed ? hann(x, width) : 1;
  for (i64 y = 0; y < height; y++) {
    f64 weight = windowed ? hann(y, height) : 1;
    readRow(a.in(0), y, pair.first + y * width);
    readRow(a.in(1), y, pair.second + y * width);
    for (i64 x = 0; x < width; x++) {
      pair.first[y * width + x] *= weight * window[x];
      pair.second[y * width + x] *= weight * window[x];
      first[y * width + x] = {pair.first[y * width + x], 0};
      second[y * width + x] = {pair.second[y * width + x], 0};
    }
  }
  if (transformPlane(a.engine, first, height, width, false) != done || transformPlane(a.engine, second, height, width, false) != done) return outOfMemory;
  for (i64 i = 0; i < count; i++) {
    Complex product = first[i] * conjugate(second[i]);
    if (phaseOnly) {
      f64 size = larger(rootOf(squared(product)), 100 * 2.220446049250313e-16);
      product = {product.re / size, product.im / size};
    }
    first[i] = second[i] = product;
  }
  if (transformPlane(a.engine, second, height, width, true) != done) return outOfMemory;
  i64 at = 0;
  for (i64 i = 1; i < count; i++)
    if (squared(second[i]) > squared(second[at])) at = i;
  auto centred = [](i64 place, i64 size) { return static_cast<f64>(place > size / 2 ? place - size : place); };
  Peak peak{centred(at / width, height), centred(at % width, width)};
  if (upsample > 1 && refine(arena, first, height, width, upsample, peak) != done) return outOfMemory;
  f64 best = -1;
  Peak chosen = peak;
  if (quadrants) {
    f64 h = static_cast<f64>(height), w = static_cast<f64>(width);
    f64 py = peak.y < 0 ? peak.y + h : peak.y, px = peak.x < 0 ? peak.x + w : peak.x;
    const Peak tried[4] = {{py, px}, {py, px - w}, {py - h, px}, {py - h, px - w}};
    for (const Peak &shift : tried) {
      f64 correlation = pair.correlation(shift.y, shift.x);
      if (correlation <= best) continue;
      best = correlation;
      chosen = shift;
    }
  } else {
    best = pair.correlation(peak.y, peak.x);
  }
  f64 total = Pair::norm(pair.first, count) * Pair::norm(pair.second, count);
  a.answer(0, chosen.y);
  a.answer(1, chosen.x);
  a.answer(2, best > 0 && total > 0 ? -logarithm(best / total) : infinity);
  return done;
}
