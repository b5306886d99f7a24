// The shift between two images from their cross-correlation, with a fraction of a pixel by a transform of the peak's surroundings alone:
// Guizar-Sicairos, Thurman & Fienup, Optics Letters 33 (2008), as skimage.registration.phase_cross_correlation. With a Hann window and a
// test of all four quadrants as Ashlar does it (Muhlich et al., Bioinformatics 38, 2022).
#include "fourier.h"
#include "products.h"
#include "registration.h"

namespace {
struct Pair {
  i64 height, width;
  f64 *first, *second;

  /// Correlates with the second image shifted by whole pixels, nearest first.
  f64 correlation(Shift shift) const {
    auto whole = [](f64 value) { return -static_cast<i64>(__builtin_floor(-value + 0.5)); };
    Shared y = sharedBy(height, whole(shift.y)), x = sharedBy(width, whole(shift.x));
    f64 sum = 0;
    for (i64 i = 0; i < y.count; i++) sum += sumOfProducts(first + (y.first + i) * width + x.first, second + (y.second + i) * width + x.second, x.count);
    return magnitude(sum);
  }
  static f64 norm(const f64 *values, i64 count) { return rootOf(sumOfProducts(values, values, count)); }
};

/// The frequency of an index, in cycles of the whole axis.
inline i64 frequency(i64 k, i64 size) { return k < (size + 1) / 2 ? k : k - size; }

/// Points on circles: `count` of them, a step apart, from a start on.
struct Turns {
  f64 re, im, stepRe, stepIm;
  static Turns of(i64 start, i64 step, i64 circle) {
    OnCircle first = onCircle(start, circle), by = onCircle(step, circle);
    return {first.cosine, first.sine, by.cosine, by.sine};
  }
  void next() {
    f64 turned = re * stepRe - im * stepIm;
    im = re * stepIm + im * stepRe;
    re = turned;
  }
};

/// Refines a peak: the correlation at points 1 / upsample apart, 1.5 pixels around.
Status refine(Engine &engine, const ComplexPlane<f64> &product, i64 upsample, Shift &peak) {
  using V = Vec<f64>;
  constexpr i64 together = 5; // rows of the result, so that a spectrum is read once for several
  Arena &arena = engine.arena;
  i64 height = product.height, width = product.width, stride = product.stride, size = (3 * upsample + 1) / 2, middle = size / 2;
  i64 rounds = (size + together - 1) / together;
  f64 *rowsRe = arena.take<f64>(rounds * together * stride), *rowsIm = arena.take<f64>(rounds * together * stride);
  Turns *alongY = arena.take<Turns>(height), *alongX = arena.take<Turns>(width);
  f64 *cosines = arena.take<f64>(larger(stride, rounds * together * height)), *sines = arena.take<f64>(larger(stride, rounds * together * height));
  f64 *found = arena.take<f64>(size * size);
  if (arena.failed) return outOfMemory;
  auto rounded = [&](f64 shift) { return static_cast<i64>(__builtin_floor(shift * static_cast<f64>(upsample) + 0.5)); };
  i64 startY = rounded(peak.y) - middle, startX = rounded(peak.x) - middle;
  for (i64 y = 0; y < height; y++) alongY[y] = Turns::of(startY * frequency(y, height), frequency(y, height), height * upsample);
  for (i64 i = 0; i < rounds * together; i++) {
    for (i64 y = 0; y < height; y++) {
      cosines[i * height + y] = alongY[y].re;
      sines[i * height + y] = alongY[y].im;
      alongY[y].next();
    }
  }
  engine.parallelRows(rounds, 0, [&](i64 from, i64 end, i32) {
    for (i64 first = from * together; first < end * together; first += together) {
      for (i64 x = 0; x < stride; x += lanes<f64>) {
        V re[together] = {}, im[together] = {};
        for (i64 y = 0; y < height; y++) {
          V fromRe = load<V>(product.re + y * stride + x), fromIm = load<V>(product.im + y * stride + x);
          for (i64 i = 0; i < together; i++) {
            f64 cosine = cosines[(first + i) * height + y], sine = sines[(first + i) * height + y];
            re[i] += fromRe * cosine - fromIm * sine;
            im[i] += fromRe * sine + fromIm * cosine;
          }
        }
        for (i64 i = 0; i < together; i++) {
          store(rowsRe + (first + i) * stride + x, re[i]);
          store(rowsIm + (first + i) * stride + x, im[i]);
        }
      }
    }
  });
  for (i64 x = 0; x < width; x++) alongX[x] = Turns::of(startX * frequency(x, width), frequency(x, width), width * upsample);
  for (i64 j = 0; j < size; j++) {
    for (i64 x = 0; x < width; x++) {
      cosines[x] = alongX[x].re;
      sines[x] = alongX[x].im;
      alongX[x].next();
    }
    for (i64 i = 0; i < size; i++) {
      found[i * size + j] = squaredSumOfProducts(rowsRe + i * stride, rowsIm + i * stride, cosines, sines, width);
    }
  }
  i64 best = 0;
  for (i64 i = 1; i < size * size; i++)
    if (found[i] > found[best]) best = i;
  f64 scale = static_cast<f64>(upsample);
  peak = {static_cast<f64>(startY + best / size) / scale, static_cast<f64>(startX + best % size) / scale};
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
  ComplexPlane<f64> product = ComplexPlane<f64>::take(arena, height, width), found = ComplexPlane<f64>::take(arena, height, width);
  f64 *window = arena.take<f64>(width);
  if (arena.failed) return outOfMemory;
  for (i64 x = 0; x < width; x++) window[x] = windowed ? hann(x, width) : 1;
  for (i64 y = 0; y < height; y++) {
    f64 weight = windowed ? hann(y, height) : 1, *first = pair.first + y * width, *second = pair.second + y * width;
    readRow(a.in(0), y, first);
    readRow(a.in(1), y, second);
    for (i64 x = 0; x < width; x++) {
      product.re[y * product.stride + x] = first[x] *= weight * window[x];
      product.im[y * product.stride + x] = second[x] *= weight * window[x];
    }
  }
  if (transformPlane(a.engine, product, false) != done) return outOfMemory;
  crossSpectrum(product);
  if (phaseOnly) {
    for (i64 y = 0; y < height; y++) {
      for (i64 i = y * product.stride; i < y * product.stride + width; i++) {
        f64 size = larger(rootOf(product.re[i] * product.re[i] + product.im[i] * product.im[i]), 100 * 2.220446049250313e-16);
        product.re[i] /= size;
        product.im[i] /= size;
      }
    }
  }
  copyValues(found.re, product.re, height * product.stride);
  copyValues(found.im, product.im, height * product.stride);
  if (transformPlane(a.engine, found, true) != done) return outOfMemory;
  f64 highest = -1;
  i64 atY = 0, atX = 0;
  for (i64 y = 0; y < height; y++) {
    for (i64 x = 0; x < width; x++) {
      f64 value = magnitude(found.re[y * found.stride + x]);
      if (value <= highest) continue;
      highest = value;
      atY = y;
      atX = x;
    }
  }
  auto centred = [](i64 place, i64 size) { return static_cast<f64>(place > size / 2 ? place - size : place); };
  Shift peak{centred(atY, height), centred(atX, width)};
  if (upsample > 1 && refine(a.engine, product, upsample, peak) != done) return outOfMemory;
  f64 best = pair.correlation(peak);
  if (quadrants) peak = bestQuadrant(peak, height, width, best, [&](Shift tried) { return pair.correlation(tried); });
  a.answer(0, peak.y);
  a.answer(1, peak.x);
  a.answer(2, misfit(best, Pair::norm(pair.first, count) * Pair::norm(pair.second, count)));
  return done;
}
