// Grey-scale reconstruction: two scans, then a queue. Vincent, Morphological grayscale reconstruction in image analysis, IEEE Trans.
// Image Processing 2 (1993), the hybrid algorithm. By erosion: the same on negated values.
#include "padded.h"

namespace {
template <class T> struct Reconstruction {
  T *marker;
  const T *mask;
  PaddedShape shape;
  Neighbours neighbours;

  template <class F> void scan(bool forwards, F use) {
    i64 rows = shape.depth * shape.height;
    for (i64 r = 0; r < rows; r++) {
      i64 row = forwards ? r : rows - 1 - r, start = shape.at(row / shape.height, row % shape.height, 0);
      for (i64 x = 0; x < shape.width; x++) use(start + (forwards ? x : shape.width - 1 - x));
    }
  }

  Status run(Arena &arena) {
    for (i64 i = 0; i < shape.count; i++) marker[i] = smaller(marker[i], mask[i]);
    auto raise = [&](i64 at, bool before) {
      T most = marker[at];
      for (i32 n = 0; n < neighbours.count; n++)
        if ((neighbours.offsets[n] < 0) == before) most = larger(most, marker[at + neighbours.offsets[n]]);
      marker[at] = smaller(most, mask[at]);
    };
    scan(true, [&](i64 at) { raise(at, true); });
    i64 room = shape.count, head = 0, tail = 0; // a ring: no pixel is twice in it
    i32 *queue = arena.take<i32>(room);
    u8 *queued = arena.take<u8>(shape.count);
    if (arena.failed) return outOfMemory;
    fillValues<u8>(queued, 0, shape.count);
    auto push = [&](i64 at) {
      if (queued[at]) return;
      queued[at] = 1;
      queue[tail] = static_cast<i32>(at);
      tail = tail + 1 == room ? 0 : tail + 1;
    };
    scan(false, [&](i64 at) {
      raise(at, false);
      for (i32 n = 0; n < neighbours.count; n++) {
        i64 next = at + neighbours.offsets[n];
        if (neighbours.offsets[n] > 0 && marker[next] < marker[at] && marker[next] < mask[next]) {
          push(at);
          break;
        }
      }
    });
    while (head != tail) {
      i64 at = queue[head];
      head = head + 1 == room ? 0 : head + 1;
      queued[at] = 0;
      for (i32 n = 0; n < neighbours.count; n++) {
        i64 next = at + neighbours.offsets[n];
        if (marker[next] >= marker[at] || marker[next] == mask[next]) continue;
        marker[next] = smaller(marker[at], mask[next]);
        push(next);
      }
    }
    return done;
  }
};

template <class T> Status reconstructOf(const Arguments &a, bool erosion) {
  i64 depth = a.outs;
  Image first = a.in(0);
  PaddedShape shape = PaddedShape::of(depth, first.height, first.width, depth > 1);
  T *marker = padded<T, T>(a, shape, 0, lowest<T>()), *mask = padded<T, T>(a, shape, depth, lowest<T>());
  if (!marker || !mask) return outOfMemory;
  auto turned = [](T value) -> T {
    if constexpr (__is_same(T, f32)) return -value;
    else if constexpr (__is_same(T, i32)) return value == lowest<i32>() ? highest<i32>() : -value;
    else return static_cast<T>(highest<T>() - value);
  };
  if (erosion) {
    shape.eachRow([&](i64 at, i64, i64) {
      for (i64 x = 0; x < shape.width; x++) {
        marker[at + x] = turned(marker[at + x]);
        mask[at + x] = turned(mask[at + x]);
      }
    });
  }
  Status status = Reconstruction<T>{marker, mask, shape, Neighbours::of(shape, a.integer(1))}.run(a.engine.arena);
  if (status != done) return status;
  shape.eachRow([&](i64 at, i64 z, i64 y) {
    T *row = a.out(z).row<T>(y);
    for (i64 x = 0; x < shape.width; x++) row[x] = erosion ? turned(marker[at + x]) : marker[at + x];
  });
  return done;
}
} // namespace

/// numbers: 1 for reconstruction by erosion, else 0; connectivity (1 to 3). In: markers, then masks, of one dtype; out: as many planes.
Status reconstruct(Call &call) {
  Arguments a(call);
  if (a.ins != 2 * a.outs || !a.oneShape()) return wrongShape;
  if (!a.inputsAre(a.in(0).dtype) || !a.outputsAre(a.in(0).dtype)) return wrongDtype;
  return byPixelType(a.in(0).dtype, [&](auto tag) { return reconstructOf<typename decltype(tag)::type>(a, a.integer(0) == 1); });
}
