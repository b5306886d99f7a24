// The entropy of the values around each pixel, in bits, as skimage.filters.rank.entropy: only pixels inside of the image count. A histogram
// slides along the row; n log2 n is summed as whole numbers, so that the order of additions does not matter.
#include "arguments.h"
#include "elementary.h"

namespace {
/// n log2 n in units of 2^-24.
void fillTerms(i64 *terms, i64 count) {
  terms[0] = 0;
  for (i64 n = 1; n <= count; n++) {
    f64 value = static_cast<f64>(n);
    terms[n] = static_cast<i64>(value * (logarithm(value) * 1.44269504088896338700) * 16777216.0 + 0.5);
  }
}

template <class T> Status entropyOf(const Arguments &a) {
  Image in = a.in(0), out = a.out(0);
  i64 radius = a.integer(1), side = 2 * radius + 1, bins = static_cast<i64>(highest<T>()) + 1;
  Arena &arena = a.engine.arena;
  i64 *half = arena.take<i64>(side), *terms = arena.take<i64>(side * side + 1);
  i32 *histograms = arena.take<i32>(a.engine.pool.threads * bins);
  if (arena.failed) return outOfMemory;
  fillTerms(terms, side * side);
  for (i64 dy = -radius; dy <= radius; dy++) {
    i64 reach = radius;
    if (a.integer(0) == 0)
      while (reach * reach + dy * dy > radius * radius) reach--;
    half[dy + radius] = reach;
  }
  a.engine.parallelRows(in.height, radius, [&](i64 from, i64 end, i32 part) {
    i32 *histogram = histograms + part * bins;
    for (i64 y = from; y < end; y++) {
      fillValues(histogram, 0, bins);
      i64 inside = 0, sum = 0;
      auto change = [&](i64 dy, i64 x, i32 by) {
        if (y + dy < 0 || y + dy >= in.height || x < 0 || x >= in.width) return;
        i32 &n = histogram[in.row<T>(y + dy)[x]];
        sum += terms[n + by] - terms[n];
        n += by;
        inside += by;
      };
      for (i64 dy = -radius; dy <= radius; dy++)
        for (i64 x = -half[dy + radius]; x <= half[dy + radius]; x++) change(dy, x, 1);
      for (i64 x = 0;; x++) {
        f64 count = static_cast<f64>(inside);
        out.row<f32>(y)[x] = static_cast<f32>(static_cast<f64>(terms[inside] - sum) / 16777216.0 / count);
        if (x + 1 == in.width) break;
        for (i64 dy = -radius; dy <= radius; dy++) {
          change(dy, x - half[dy + radius], -1);
          change(dy, x + 1 + half[dy + radius], 1);
        }
      }
    }
  });
  return done;
}
} // namespace

/// numbers: footprint (0 disk, 1 square), radius. In: a plane of uint8 or uint16; out: a float32 plane.
Status localEntropy(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  if (a.in(0).dtype == isUint8) return entropyOf<u8>(a);
  return a.in(0).dtype == isUint16 ? entropyOf<u16>(a) : wrongDtype;
}
