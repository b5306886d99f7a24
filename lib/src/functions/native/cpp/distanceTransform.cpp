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

/// One plane: along y by counting, along x by envelopes of the runs between zeros, which nothing beyond them can reach.
class PlaneDistances {
public:
  PlaneDistances(const Arguments &a) : a(a), height(a.in(0).height), width(a.in(0).width), scaleY(a.number(2) * a.number(2)), scaleX(a.number(3) * a.number(3)) {}

  Status run() {
    Arena &arena = a.engine.arena;
    i32 parts = a.engine.pool.threads;
    i64 room = width + 2;
    i32 *places = arena.take<i32>(parts * room);
    f64 *starts = arena.take<f64>(parts * room), *values = arena.take<f64>(parts * room), *inverse = arena.take<f64>(room);
    if (arena.failed) return outOfMemory;
    for (i64 d = 1; d < room; d++) inverse[d] = 1 / (2 * scaleX * static_cast<f64>(d));
    byPixelType(a.in(0).dtype, [&](auto tag) {
      countAlongY<typename decltype(tag)::type>();
      return done;
    });
    a.engine.parallelRows(height, 0, [&](i64 from, i64 end, i32 part) {
      i64 start = part * room;
      for (i64 y = from; y < end; y++) alongX(y, places + start, starts + start, values + start, inverse);
    });
    return done;
  }

private:
  const Arguments &a;
  const i64 height, width;
  const f64 scaleY, scaleX;
  static constexpr i32 none = 1 << 29;
  static constexpr i64 group = 256;

  /// Steps to the nearest zero above or below, in the memory of the result.
  template <class T> void countAlongY() {
    Image in = a.in(0), out = a.out(0);
    a.engine.parallelRows((width + group - 1) / group, 0, [&](i64 from, i64 end, i32) {
      for (i64 g = from; g < end; g++) {
        i64 x0 = g * group, x1 = smaller(width, x0 + group);
        for (i64 y = 0; y < height; y++) {
          const T *row = in.row<T>(y);
          i32 *steps = out.row<i32>(y), *above = y == 0 ? nullptr : out.row<i32>(y - 1);
          for (i64 x = x0; x < x1; x++) steps[x] = row[x] == 0 ? 0 : above ? above[x] + 1 : none;
        }
        for (i64 y = height - 2; y >= 0; y--) {
          i32 *steps = out.row<i32>(y), *below = out.row<i32>(y + 1);
          for (i64 x = x0; x < x1; x++) steps[x] = smaller(steps[x], below[x] + 1);
        }
      }
    });
  }

  void alongX(i64 y, i32 *places, f64 *starts, f64 *values, const f64 *inverse) const {
    i32 *steps = a.out(0).row<i32>(y);
    f32 *to = a.out(0).row<f32>(y);
    for (i64 x = 0; x < width; x++) {
      if (steps[x] == 0) {
        to[x] = 0;
        continue;
      }
      i64 first = x;
      while (x < width && steps[x] != 0) x++;
      // Sites from the zero before the run to the one behind it; places count from `first - 1`.
      i64 top = -1;
      for (i64 at = larger<i64>(first - 1, 0); at < smaller(x + 1, width); at++) {
        f64 value = steps[at] >= none ? far : scaleY * (static_cast<f64>(steps[at]) * static_cast<f64>(steps[at]));
        values[at] = value;
        if (value >= far) continue;
        f64 start = -far;
        while (top >= 0) {
          i64 j = places[top];
          start = ((value + scaleX * static_cast<f64>(at * at)) - (values[j] + scaleX * static_cast<f64>(j * j))) * inverse[at - j];
          if (start > starts[top]) break;
          top--;
        }
        top++;
        places[top] = static_cast<i32>(at);
        starts[top] = top == 0 ? -far : start;
      }
      i64 at = 0;
      for (i64 i = first; i < x; i++) {
        if (top < 0) {
          to[i] = __builtin_inff();
          continue;
        }
        while (at < top && starts[at + 1] < static_cast<f64>(i)) at++;
        i64 j = places[at];
        to[i] = static_cast<f32>(rootOf(values[j] + scaleX * static_cast<f64>((i - j) * (i - j))));
      }
      if (x < width) to[x] = 0;
    }
  }
};

Status euclidean(const Arguments &a, i64 depth, bool indices) {
  if (depth == 1 && !indices) return PlaneDistances(a).run();
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
