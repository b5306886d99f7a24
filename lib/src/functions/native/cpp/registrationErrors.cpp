// How badly pairs of strips of images fit at their best shift: many pairs of few strips, as for Ashlar's limit of chance fits (Muhlich et
// al., Bioinformatics 38, 2022). Each strip is transformed once. Two strips share one complex transform, and so do two correlations, as
// real and imaginary part; f32 is enough to find a peak, its correlation is summed up in f64.
#include "fourier.h"
#include "products.h"
#include "registration.h"

namespace {
using F = Vec<f32>;
using Plane = ComplexPlane<f32>;
constexpr i64 across = lanes<f32>;

/// A strip of whole rows, and its spectrum: vectors of columns, each for all rows; half of the columns tell the other half.
struct Strip {
  const f32 *pixels;
  i64 stride;
  Signals<f32> spectrum;
  f64 norm;
};

struct Best {
  f32 value = -1;
  i64 y = 0, x = 0;
  void take(f32 found, i64 foundY, i64 foundX) {
    bool earlier = foundY < y || (foundY == y && foundX < x);
    if (found > value || (found == value && earlier)) *this = {found, foundY, foundX};
  }
};

/// What all strips share.
struct Strips {
  i64 height, width;
  Fourier<f32> rows, columns;
  f64 *windowY, *windowX;
  i64 bins() const { return width / 2 + 1; }
  i64 blocks() const { return (bins() + across - 1) / across; }

  /// Correlates with the second strip shifted by whole pixels. `weights` has room for a row.
  f64 correlation(const Strip &first, const Strip &second, Shift shift, f64 *weights) const {
    Shared y = sharedBy(height, static_cast<i64>(shift.y)), x = sharedBy(width, static_cast<i64>(shift.x));
    for (i64 i = 0; i < x.count; i++) weights[i] = windowX[x.first + i] * windowX[x.second + i];
    f64 sum = 0;
    for (i64 i = 0; i < y.count; i++) {
      const f32 *one = first.pixels + (y.first + i) * first.stride + x.first, *other = second.pixels + (y.second + i) * second.stride + x.second;
      sum += weightedProducts(one, other, weights, x.count) * (windowY[y.first + i] * windowY[y.second + i]);
    }
    return magnitude(sum);
  }
};

/// The scratch memory of one thread.
struct Work {
  const Strips *strips;
  Signals<f32> values, spare, other;
  Plane pixels, first, second;
  f64 *weights;

  Work(const Strips *strips, Arena &arena)
      : strips(strips), values(space(arena)), spare(space(arena)), other(space(arena)), pixels(Plane::take(arena, across, strips->width)),
        first(Plane::take(arena, strips->height, strips->bins())), second(Plane::take(arena, strips->height, strips->bins())),
        weights(arena.take<f64>(strips->width)) {}

  /// The spectra of two strips->
  void transform(Strip &one, Strip &two) {
    i64 bins = strips->bins(), width = strips->width;
    for (i64 y = 0; y < strips->height; y += across) {
      for (i64 row = 0; row < across; row++) {
        bool inside = y + row < strips->height;
        f32 weight = inside ? static_cast<f32>(strips->windowY[y + row]) : 0;
        const f32 *fromOne = one.pixels + (inside ? y + row : 0) * one.stride, *fromTwo = two.pixels + (inside ? y + row : 0) * two.stride;
        f32 *re = pixels.re + row * pixels.stride, *im = pixels.im + row * pixels.stride;
        for (i64 x = 0; x < width; x++) {
          f32 by = weight * static_cast<f32>(strips->windowX[x]);
          re[x] = fromOne[x] * by;
          im[x] = fromTwo[x] * by;
        }
      }
      pixels.readRows(0, values);
      Signals<f32> both = strips->rows.run(values, spare, false);
      Signals<f32> left = both.re == values.re ? spare : values;
      for (i64 k = 0; k < bins; k++) {
        i64 mirrored = (width - k) % width;
        F re = both.re[k], im = both.im[k], reAcross = both.re[mirrored], imAcross = both.im[mirrored];
        left.re[k] = (re + reAcross) * 0.5f;
        left.im[k] = (im - imAcross) * 0.5f;
        other.re[k] = (im + imAcross) * 0.5f;
        other.im[k] = (reAcross - re) * 0.5f;
      }
      first.writeRows(y, left);
      second.writeRows(y, other);
    }
    finish(first, one);
    finish(second, two);
  }

  /// The errors of two pairs of strips->
  void register2(const Strip *const (&one)[2], const Strip *const (&two)[2], f64 *errorOne, f64 *errorTwo) {
    correlate(*one[0], *one[1], first);
    correlate(*two[0], *two[1], second);
    Best best[2];
    i64 bins = strips->bins(), width = strips->width;
    for (i64 y = 0; y < strips->height; y += across) {
      first.readRows(y, spare);
      second.readRows(y, other);
      for (i64 k = 0; k < bins; k++) {
        F re = spare.re[k], im = spare.im[k], otherRe = other.re[k], otherIm = other.im[k];
        values.re[k] = re - otherIm;
        values.im[k] = im + otherRe;
        if (k == 0 || 2 * k == width) continue;
        values.re[width - k] = re + otherIm;
        values.im[width - k] = otherRe - im;
      }
      Signals<f32> found = strips->rows.run(values, spare, true);
      highest(found.re, y, best[0]);
      highest(found.im, y, best[1]);
    }
    *errorOne = error(*one[0], *one[1], best[0]);
    *errorTwo = error(*two[0], *two[1], best[1]);
  }

private:
  Signals<f32> space(Arena &arena) const {
    return takeSignals<f32>(arena, larger(roundUp(strips->rows.room, across), strips->columns.room));
  }

  void finish(const Plane &plane, Strip &strip) {
    for (i64 block = 0; block < strips->blocks(); block++) {
      plane.readColumns(block * across, values);
      Signals<f32> found = strips->columns.run(values, spare, false);
      copyValues(strip.spectrum.re + block * strips->height, found.re, strips->height);
      copyValues(strip.spectrum.im + block * strips->height, found.im, strips->height);
    }
    strip.norm = rootOf(strips->correlation(strip, strip, {0, 0}, weights));
  }

  /// The cross-correlation along columns; along rows it is a spectrum still.
  void correlate(const Strip &one, const Strip &two, const Plane &to) {
    for (i64 block = 0; block < strips->blocks(); block++) {
      i64 start = block * strips->height;
      for (i64 k = 0; k < strips->height; k++) {
        F re = one.spectrum.re[start + k], im = one.spectrum.im[start + k], otherRe = two.spectrum.re[start + k], otherIm = two.spectrum.im[start + k];
        values.re[k] = re * otherRe + im * otherIm;
        values.im[k] = im * otherRe - re * otherIm;
      }
      to.writeColumns(block * across, strips->columns.run(values, spare, true));
    }
  }

  /// Looks for the greatest amplitude; of equal ones the first in raster order counts.
  void highest(const F *correlation, i64 y, Best &best) const {
    F values = splat<F>(-1.0f);
    Vec<i32> places{};
    for (i64 x = 0; x < strips->width; x++) {
      F found = correlation[x] < 0 ? -correlation[x] : correlation[x];
      Vec<i32> more = found > values;
      values = more ? found : values;
      places = more ? splat<Vec<i32>>(static_cast<i32>(x)) : places;
    }
    for (i64 lane = 0; lane < across && y + lane < strips->height; lane++) best.take(values[lane], y + lane, places[lane]);
  }

  f64 error(const Strip &one, const Strip &two, const Best &best) {
    f64 most = -1;
    Shift peak{static_cast<f64>(best.y), static_cast<f64>(best.x)};
    bestQuadrant(peak, strips->height, strips->width, most, [&](Shift tried) { return strips->correlation(one, two, tried, weights); });
    return misfit(most, one.norm * two.norm);
  }
};
} // namespace

/// numbers: height and width of the strips (with the factors 2, 3 and 5 alone), how many strips and pairs, the plane and the first row of
/// every strip, the two strips of every pair. In: float32 planes of one shape. Leaves a table of the pairs' errors, -log of the
/// correlation of strips under Hann's window, infinite without one.
Status registrationErrors(Call &call) {
  Arguments a(call);
  if (a.ins < 1 || a.outs != 0 || !a.oneShape()) return wrongShape;
  if (!a.inputsAre(isFloat32)) return wrongDtype;
  Arena &arena = a.engine.arena;
  i64 count = a.integer(2), pairs = a.integer(3);
  const f64 *places = a.numbers() + 4, *chosen = places + 2 * count;
  Strips shared{a.integer(0), a.integer(1), {}, {}, nullptr, nullptr};
  if (count < 1 || pairs < 1 || !isSmooth(shared.height) || !isSmooth(shared.width) || shared.width > a.in(0).width) return wrongNumber;
  shared.windowY = arena.take<f64>(shared.height);
  shared.windowX = arena.take<f64>(shared.width);
  f64 *errors = arena.take<f64>(pairs + 1);
  Strip *strips = arena.take<Strip>(count + 1);
  if (!shared.rows.prepare(arena, shared.width) || !shared.columns.prepare(arena, shared.height) || arena.failed) return outOfMemory;
  for (i64 y = 0; y < shared.height; y++) shared.windowY[y] = hann(y, shared.height);
  for (i64 x = 0; x < shared.width; x++) shared.windowX[x] = hann(x, shared.width);
  for (i64 i = 0; i <= count; i++) {
    i64 from = smaller(i, count - 1), plane = static_cast<i64>(places[2 * from]), row = static_cast<i64>(places[2 * from + 1]);
    if (plane < 0 || plane >= a.ins || row < 0 || row + shared.height > a.in(plane).height) return wrongNumber;
    strips[i] = {a.in(plane).row<f32>(row), a.in(plane).width, takeSignals<f32>(arena, shared.blocks() * shared.height), 0};
  }
  for (i64 i = 0; i < 2 * pairs; i++)
    if (chosen[i] < 0 || chosen[i] >= static_cast<f64>(count)) return wrongNumber;
  Work **works = arena.take<Work *>(a.engine.pool.threads);
  for (i32 i = 0; works && i < a.engine.pool.threads; i++) {
    works[i] = arena.take<Work>(1);
    if (works[i]) *works[i] = Work(&shared, arena);
  }
  if (arena.failed) return outOfMemory;
  a.engine.parallelRows((count + 1) / 2, 0, [&](i64 from, i64 end, i32 thread) {
    for (i64 i = from; i < end; i++) works[thread]->transform(strips[2 * i], strips[2 * i + 1]); // the last once more, where they are odd
  });
  auto strip = [&](i64 i) { return &strips[static_cast<i64>(chosen[smaller(i, 2 * pairs - 2 + i % 2)])]; };
  a.engine.parallelRows((pairs + 1) / 2, 0, [&](i64 from, i64 end, i32 thread) {
    for (i64 i = from; i < end; i++)
      works[thread]->register2({strip(4 * i), strip(4 * i + 1)}, {strip(4 * i + 2), strip(4 * i + 3)}, errors + 2 * i, errors + 2 * i + 1);
  });
  a.answerTable(errors);
  return done;
}
