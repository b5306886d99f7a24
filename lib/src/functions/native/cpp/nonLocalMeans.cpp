// Non-local means with flat patches: neighbours count by the mean squared difference of the patches around them. Buades, Coll & Morel
// (CVPR 2005); patch differences from running sums, Darbon et al. (ISBI 2008), as the fast mode of skimage.restoration.denoise_nl_means.
#include "arguments.h"
#include "elementary.h"

namespace {
constexpr i64 block = 32; // rows that begin with fresh sums: results do not depend on how rows are shared among threads

struct Frame {
  f32 *pixels;
  i64 stride, margin;
  const f32 *at(i64 y, i64 x) const { return pixels + (y + margin) * stride + x + margin; }
};
} // namespace

/// numbers: radius of the patches, radius of the search, cut-off of differences, standard deviation of the noise. Outside is mirrored. In: a
/// plane; out: a float32 plane.
Status nonLocalMeans(Call &call) {
  Arguments a(call);
  if (!a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  i64 patch = a.integer(0), reach = a.integer(1), height = a.in(0).height, width = a.in(0).width;
  f64 strength = a.number(2), noise = a.number(3);
  if (patch < 0 || reach < 0 || !(strength > 0)) return wrongNumber;
  Image in = a.in(0);
  i64 margin = patch + reach, stride = width + 2 * margin, span = width + 2 * patch;
  Arena &arena = a.engine.arena;
  Frame frame{arena.take<f32>((height + 2 * margin) * stride), stride, margin};
  i64 room = 2 * span + 2 * block * width;
  f64 *scratch = arena.take<f64>(a.engine.pool.threads * room);
  if (arena.failed) return outOfMemory;
  a.engine.parallelRows(height + 2 * margin, 0, [&](i64 from, i64 end, i32) {
    for (i64 y = from; y < end; y++) {
      f32 *line = frame.pixels + y * stride + margin;
      readRow(in, insideOf(y - margin, height, mirrored), line);
      for (i64 i = 1; i <= margin; i++) {
        line[-i] = line[insideOf(-i, width, mirrored)];
        line[width - 1 + i] = line[insideOf(width - 1 + i, width, mirrored)];
      }
    }
  });
  f64 pixels = static_cast<f64>((2 * patch + 1) * (2 * patch + 1)), scale = 1 / (pixels * strength * strength);
  f64 expected = 2 * noise * noise * pixels;
  i64 blocks = (height + block - 1) / block;
  a.engine.parallelRows(blocks, 0, [&](i64 from, i64 end, i32 part) {
    f64 *columns = scratch + part * room, *sums = columns + 2 * span, *weights = sums + block * width;
    for (i64 b = from; b < end; b++) {
      i64 first = b * block, last = smaller(height, first + block);
      fillValues(sums, 0.0, 2 * block * width);
      for (i64 dy = -reach; dy <= reach; dy++)
        for (i64 dx = -reach; dx <= reach; dx++) {
          auto add = [&](i64 y, f64 sign) {
            const f32 *here = frame.at(y, -patch), *there = frame.at(y + dy, dx - patch);
            for (i64 x = 0; x < span; x++) {
              f64 difference = static_cast<f64>(here[x]) - there[x];
              columns[x] += sign * difference * difference;
            }
          };
          fillValues(columns, 0.0, span);
          for (i64 y = first - patch; y <= first + patch; y++) add(y, 1);
          for (i64 y = first; y < last; y++) {
            const f32 *there = frame.at(y + dy, dx);
            f64 *sum = sums + (y - first) * width, *weight = weights + (y - first) * width, distance = 0;
            for (i64 x = 0; x < 2 * patch; x++) distance += columns[x];
            for (i64 x = 0; x < width; x++) {
              distance += columns[x + 2 * patch];
              f64 excess = larger(distance - expected, 0.0) * scale;
              if (excess <= 5) { // as scikit-image: what differs more does not count
                f64 by = exponential(-excess);
                sum[x] += by * there[x];
                weight[x] += by;
              }
              distance -= columns[x];
            }
            if (y + 1 < last) {
              add(y - patch, -1);
              add(y + 1 + patch, 1);
            }
          }
        }
      for (i64 y = first; y < last; y++) {
        f32 *to = a.out(0).row<f32>(y);
        for (i64 x = 0; x < width; x++) to[x] = static_cast<f32>(sums[(y - first) * width + x] / weights[(y - first) * width + x]);
      }
    }
  });
  return done;
}
