// Background of a stack as a matrix of low rank plus sparse residuals, by turns (Candes, Li, Ma & Wright, J. ACM 58, 2011; as OpenHCS
// 0.5.0 simplifies BaSiC, Peng et al., Nature Communications 8, 2017). The singular vectors come from the planes' products (Jacobi rotations).
#include "arguments.h"

namespace {
/// Eigenvectors (columns of `vectors`) of a symmetric matrix, which becomes diagonal.
void jacobi(f64 *m, f64 *vectors, i64 n) {
  for (i64 i = 0; i < n * n; i++) vectors[i] = i % (n + 1) == 0;
  for (i32 sweep = 0; sweep < 30; sweep++) {
    f64 off = 0, all = 0;
    for (i64 i = 0; i < n * n; i++) {
      all += m[i] * m[i];
      if (i % (n + 1)) off += m[i] * m[i];
    }
    if (off <= 1e-28 * all) return;
    for (i64 p = 0; p < n; p++) {
      for (i64 q = p + 1; q < n; q++) {
        if (m[p * n + q] == 0) continue;
        f64 theta = (m[q * n + q] - m[p * n + p]) / (2 * m[p * n + q]);
        f64 t = (theta < 0 ? -1 : 1) / (magnitude(theta) + rootOf(theta * theta + 1)), c = 1 / rootOf(t * t + 1), s = t * c;
        for (i64 k = 0; k < n; k++) {
          f64 a = m[k * n + p], b = m[k * n + q];
          m[k * n + p] = c * a - s * b;
          m[k * n + q] = s * a + c * b;
        }
        for (i64 k = 0; k < n; k++) {
          f64 a = m[p * n + k], b = m[q * n + k];
          m[p * n + k] = c * a - s * b;
          m[q * n + k] = s * a + c * b;
          f64 u = vectors[k * n + p], v = vectors[k * n + q];
          vectors[k * n + p] = c * u - s * v;
          vectors[k * n + q] = s * u + c * v;
        }
      }
    }
  }
}
} // namespace

/// numbers: most rounds, threshold of the residuals, shrinkage of the background, rank, relative residual at which to stop.
/// In: planes of one shape (at most 1024); out: the background of each, float32.
Status lowRank(Call &call) {
  Arguments a(call);
  if (a.ins != a.outs || a.ins > 1024 || !a.oneShape()) return wrongShape;
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  i64 n = a.ins, rounds = a.integer(0), rank = smaller(n, a.integer(3)), height = a.in(0).height, width = a.in(0).width;
  f64 sparse = a.number(1), shrink = 1 - a.number(2), tolerance = a.number(4);
  Arena &arena = a.engine.arena;
  i32 parts = a.engine.pool.threads;
  f64 *rows = arena.take<f64>(parts * n * 2 * width), *perRow = arena.take<f64>(height * (n * n + 2));
  f64 *products = arena.take<f64>(n * n), *vectors = arena.take<f64>(n * n), *projection = arena.take<f64>(n * n);
  if (arena.failed) return outOfMemory;
  for (i64 round = 0; round < rounds; round++) {
    // out holds the background of the round before; what is left of the image beyond the threshold is taken as objects.
    auto load = [&](i64 y, f64 *images, f64 *cleaned) {
      for (i64 p = 0; p < n; p++) {
        f64 *image = images + p * width, *clean = cleaned + p * width;
        readRow(a.in(p), y, image);
        const f32 *background = a.out(p).row<f32>(y);
        for (i64 x = 0; x < width; x++) {
          f64 rest = round == 0 ? 0 : image[x] - background[x];
          f64 objects = rest > sparse ? rest - sparse : rest < -sparse ? rest + sparse : 0;
          clean[x] = image[x] - objects;
        }
      }
    };
    a.engine.parallelRows(height, 0, [&](i64 from, i64 end, i32 part) {
      f64 *images = rows + part * n * 2 * width, *cleaned = images + n * width;
      for (i64 y = from; y < end; y++) {
        load(y, images, cleaned);
        f64 *sums = perRow + y * (n * n + 2);
        for (i64 p = 0; p < n; p++) {
          for (i64 q = p; q < n; q++) {
            f64 sum = 0;
            for (i64 x = 0; x < width; x++) sum += cleaned[p * width + x] * cleaned[q * width + x];
            sums[p * n + q] = sums[q * n + p] = sum;
          }
        }
      }
    });
    fillValues(products, 0.0, n * n);
    for (i64 y = 0; y < height; y++)
      for (i64 i = 0; i < n * n; i++) products[i] += perRow[y * (n * n + 2) + i];
    jacobi(products, vectors, n);
    fillValues(projection, 0.0, n * n);
    for (i64 r = 0; r < rank; r++) {
      i64 largest = -1;
      for (i64 k = 0; k < n; k++)
        if (products[k * n + k] >= 0 && (largest < 0 || products[k * n + k] > products[largest * n + largest])) largest = k;
      if (largest < 0) break;
      for (i64 p = 0; p < n; p++)
        for (i64 q = 0; q < n; q++) projection[p * n + q] += shrink * vectors[p * n + largest] * vectors[q * n + largest];
      products[largest * n + largest] = -1; // taken
    }
    a.engine.parallelRows(height, 0, [&](i64 from, i64 end, i32 part) {
      f64 *images = rows + part * n * 2 * width, *cleaned = images + n * width;
      for (i64 y = from; y < end; y++) {
        load(y, images, cleaned);
        f64 left = 0, all = 0;
        for (i64 p = 0; p < n; p++) {
          f32 *background = a.out(p).row<f32>(y);
          for (i64 x = 0; x < width; x++) {
            f64 sum = 0;
            for (i64 q = 0; q < n; q++) sum += projection[p * n + q] * cleaned[q * width + x];
            background[x] = static_cast<f32>(sum);
            f64 rest = magnitude(images[p * width + x] - sum), missed = smaller(rest, sparse);
            left += missed * missed;
            all += images[p * width + x] * images[p * width + x];
          }
        }
        perRow[y * (n * n + 2) + n * n] = left;
        perRow[y * (n * n + 2) + n * n + 1] = all;
      }
    });
    f64 left = 0, all = 0;
    for (i64 y = 0; y < height; y++) {
      left += perRow[y * (n * n + 2) + n * n];
      all += perRow[y * (n * n + 2) + n * n + 1];
    }
    if (rootOf(left) < tolerance * rootOf(all)) break;
  }
  return done;
}
