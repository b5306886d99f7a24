// Distances to the nearest zero. Euclidean: lower envelopes of parabolas along each axis in turn, exact in f64 (Felzenszwalb &
// Huttenlocher, Theory of Computing 8, 2012). City block and chessboard: two scans.
#include "padded.h"

namespace {
constexpr f64 far = 1e30;

struct Envelope {
  i64 *places;
  f64 *starts, *values;
  i32 *sources;

  /// values[i * stride] becomes the smallest values[j] + (spacing (i - j))^2; `nearest` follows the winners.
  void run(f64 *line, i32 *nearest, i64 size, i64 stride, f64 spacing) {
    f64 scale = spacing * spacing;
    i64 top = -1;
    for (i64 i = 0; i < size; i++) {
      values[i] = line[i * stride];
      if (nearest) sources[i] = nearest[i * stride];
      if (values[i] >= far) continue;
      f64 start = -far;
      while (top >= 0) {
        i64 j = places[top];
        start = ((values[i] + scale * static_cast<f64>(i * i)) - (values[j] + scale * static_cast<f64>(j * j))) / (2 * scale * static_cast<f64>(i - j));
        if (start > starts[top]) break;
        top--;
      }
      top++;
      places[top] = i;
      starts[top] = top == 0 ? -far : start;
    }
    if (top < 0) return;
    i64 at = 0;
    for (i64 i = 0; i < size; i++) {
      while (at < top && starts[at + 1] < static_cast<f64>(i)) at++;
      i64 j = places[at];
      line[i * stride] = values[j] + scale * static_cast<f64>((i - j) * (i - j));
      if (nearest) nearest[i * stride] = sources[j];
    }
  }
};

Status euclidean(const Arguments &a, i64 depth, bool indices) {
  Image first = a.in(0);
  i64 height = first.height, width = first.width, count = depth * height * width, longest = larger(larger(depth, height), width);
  Arena &arena = a.engine.arena;
  i32 parts = a.engine.pool.threads;
  f64 *squares = arena.take<f64>(count);
  i32 *nearest = indices ? arena.take<i32>(count) : nullptr;
  i64 *places = arena.take<i64>(parts * longest);
  f64 *starts = arena.take<f64>(parts * longest), *values = arena.take<f64>(parts * longest);
  i32 *sources = arena.take<i32>(parts * longest);
  if (arena.failed) return outOfMemory;
  for (i64 z = 0; z < depth; z++) {
    Image in = a.in(z);
    byPixelType(in.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      for (i64 i = 0; i < height * width; i++) squares[z * height * width + i] = in.as<T>()[i] != 0 ? far : 0;
      return done;
    });
  }
  if (nearest)
    for (i64 i = 0; i < count; i++) nearest[i] = static_cast<i32>(i);
  auto along = [&](i64 lines, i64 size, i64 stride, f64 spacing, auto startOf) {
    a.engine.parallelRows(lines, 0, [&](i64 from, i64 end, i32 part) {
      Envelope envelope{places + part * longest, starts + part * longest, values + part * longest, sources + part * longest};
      for (i64 l = from; l < end; l++) envelope.run(squares + startOf(l), nearest ? nearest + startOf(l) : nullptr, size, stride, spacing);
    });
  };
  along(depth * height, width, 1, a.number(3), [=](i64 l) { return l * width; });
  along(depth * width, height, width, a.number(2), [=](i64 l) { return l / width * height * width + l % width; });
  if (depth > 1) along(height * width, depth, height * width, a.number(1), [=](i64 l) { return l; });
  for (i64 z = 0; z < depth; z++) {
    Image out = a.out(z);
    i64 start = z * height * width;
    a.engine.parallelRows(height * width, 0, [&](i64 from, i64 end, i32) {
      if (nearest)
        for (i64 i = from; i < end; i++) out.as<i32>()[i] = squares[start + i] >= far ? -1 : nearest[start + i];
      else
        for (i64 i = from; i < end; i++) out.as<f32>()[i] = squares[start + i] >= far ? __builtin_inff() : static_cast<f32>(rootOf(squares[start + i]));
    });
  }
  return done;
}

Status chamfer(const Arguments &a, i64 depth, i64 connectivity) {
  PaddedShape shape = PaddedShape::of(depth, a.in(0).height, a.in(0).width, depth > 1);
  Neighbours neighbours = Neighbours::of(shape, connectivity);
  constexpr i32 unknown = 1 << 30;
  i32 *distance = nullptr;
  byPixelType(a.in(0).dtype, [&](auto tag) {
    distance = padded<i32, typename decltype(tag)::type>(a, shape, 0, 1);
    return done;
  });
  if (!distance) return outOfMemory;
  for (i64 i = 0; i < shape.count; i++) distance[i] = distance[i] != 0 ? unknown : 0;
  auto sweep = [&](bool forwards) {
    i64 rows = depth * shape.height;
    for (i64 r = 0; r < rows; r++) {
      i64 row = forwards ? r : rows - 1 - r, start = shape.at(row / shape.height, row % shape.height, 0);
      for (i64 x = 0; x < shape.width; x++) {
        i64 at = start + (forwards ? x : shape.width - 1 - x);
        i32 best = distance[at];
        for (i32 n = 0; n < neighbours.count; n++)
          if ((neighbours.offsets[n] < 0) == forwards) best = smaller(best, distance[at + neighbours.offsets[n]] + 1);
        distance[at] = best;
      }
    }
  };
  sweep(true);
  sweep(false);
  shape.eachRow([&](i64 at, i64 z, i64 y) {
    i32 *row = a.out(z).row<i32>(y);
    for (i64 x = 0; x < shape.width; x++) row[x] = distance[at + x] >= unknown ? -1 : distance[at + x];
  });
  return done;
}
} // namespace

/// numbers: metric (0 Euclidean, 1 city block, 2 chessboard, 3 the index of the nearest zero), spacing along z, y and x (Euclidean).
/// In: depth planes; out: distances, float32 (Euclidean; infinite without a zero) or int32 (-1 without a zero).
Status distanceTransform(Call &call) {
  Arguments a(call);
  if (a.ins != a.outs || !a.oneShape()) return wrongShape;
  i64 metric = a.integer(0);
  if (!a.outputsAre(metric == 0 ? isFloat32 : isInt32)) return wrongDtype;
  if (metric == 0 || metric == 3) return euclidean(a, a.ins, metric == 3);
  return chamfer(a, a.ins, metric == 1 ? 1 : a.ins > 1 ? 3 : 2);
}
