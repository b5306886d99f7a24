// Normalised cross-correlation of a template with every place of an image: Lewis, Fast normalized cross-correlation (1995), with sums over
// windows from running totals and the products by Fourier transforms; as cv2.matchTemplate(TM_CCOEFF_NORMED).
#include "fourier.h"

/// In: an image, a template no larger; out: a float32 plane of the places where the template lies wholly inside, -1 to 1; 0 where either
/// is even.
Status matchTemplate(Call &call) {
  Arguments a(call);
  if (a.ins != 2 || a.outs != 1 || !a.outputsAre(isFloat32)) return wrongDtype;
  Image image = a.in(0), part = a.in(1), out = a.out(0);
  if (out.height != image.height - part.height + 1 || out.width != image.width - part.width + 1) return wrongShape;
  Arena &arena = a.engine.arena;
  i64 height = image.height, width = image.width, count = height * width, w = width + 1;
  ComplexPlane<f64> values = ComplexPlane<f64>::take(arena, height, width); // the image, and the template as imaginary part
  f64 *sums = arena.take<f64>((height + 1) * w), *squares = arena.take<f64>((height + 1) * w), *line = arena.take<f64>(width);
  if (arena.failed) return outOfMemory;
  f64 pixels = static_cast<f64>(part.count()), mean = 0, spread = 0, imageMean = 0;
  for (i64 y = 0; y < part.height; y++) {
    readRow(part, y, line);
    for (i64 x = 0; x < part.width; x++) mean += line[x];
  }
  mean /= pixels;
  for (i64 y = 0; y < height; y++) {
    readRow(image, y, line);
    for (i64 x = 0; x < width; x++) imageMean += line[x];
  }
  imageMean /= static_cast<f64>(count);
  fillValues(values.im, 0.0, height * values.stride);
  for (i64 y = 0; y < part.height; y++) {
    readRow(part, y, line);
    for (i64 x = 0; x < part.width; x++) {
      f64 value = line[x] - mean;
      spread += value * value;
      values.im[y * values.stride + x] = value;
    }
  }
  fillValues(sums, 0.0, w);
  fillValues(squares, 0.0, w);
  for (i64 y = 0; y < height; y++) {
    readRow(image, y, line);
    f64 sum = 0, square = 0;
    sums[(y + 1) * w] = squares[(y + 1) * w] = 0;
    for (i64 x = 0; x < width; x++) {
      f64 value = line[x] - imageMean; // small totals: less is lost
      values.re[y * values.stride + x] = value;
      sum += value;
      square += value * value;
      sums[(y + 1) * w + x + 1] = sums[y * w + x + 1] + sum;
      squares[(y + 1) * w + x + 1] = squares[y * w + x + 1] + square;
    }
  }
  if (transformPlane(a.engine, values, false) != done) return outOfMemory;
  crossSpectrum(values);
  if (transformPlane(a.engine, values, true) != done) return outOfMemory;
  for (i64 y = 0; y < out.height; y++) {
    f32 *row = out.row<f32>(y);
    for (i64 x = 0; x < out.width; x++) {
      auto window = [&](const f64 *totals) {
        const f64 *top = totals + y * w + x, *bottom = totals + (y + part.height) * w + x;
        return bottom[part.width] - bottom[0] - top[part.width] + top[0];
      };
      f64 sum = window(sums), variance = window(squares) - sum * sum / pixels, product = values.re[y * values.stride + x] / static_cast<f64>(count);
      f64 norm = rootOf(larger(variance, 0.0) * spread);
      row[x] = norm > 1e-9 * pixels ? static_cast<f32>(larger(-1.0, smaller(1.0, product / norm))) : 0;
    }
  }
  return done;
}
