// Area opening and closing: bright (dark) connected parts of fewer pixels sink (rise) to their surroundings. Pixels are joined from the
// brightest to the darkest with a union-find forest: Wilkinson & Roerdink, Fast morphological attribute operations using Tarjan's
// union-find algorithm (ISMM 2000).
#include "padded.h"

namespace {
/// Keys of the same order as the values; `turned` for the opposite order.
inline u32 keyOf(u8 value, bool turned) { return turned ? 255u - value : value; }
inline u32 keyOf(u16 value, bool turned) { return turned ? 65535u - value : value; }
inline u32 keyOf(i32 value, bool turned) {
  u32 key = static_cast<u32>(value) ^ 0x80000000u;
  return turned ? ~key : key;
}
inline u32 keyOf(f32 value, bool turned) {
  u32 bits = __builtin_bit_cast(u32, value + 0.0f), key = bits >> 31 ? ~bits : bits | 0x80000000u;
  return turned ? ~key : key;
}

struct Forest {
  i32 *parent; // -1 until the pixel is reached
  i32 root(i32 at) {
    while (parent[at] != at) at = parent[at] = parent[parent[at]];
    return at;
  }
};

/// Places by key, the largest first: two passes of 16 bits, each keeps the order of equal keys.
void sortByKey(const u32 *keys, i32 *places, i32 *spare, i64 count, i64 *starts) {
  for (i32 shift = 0; shift < 32; shift += 16) {
    fillValues<i64>(starts, 0, 65537);
    for (i64 i = 0; i < count; i++) starts[65536 - (keys[places[i]] >> shift & 65535)]++;
    for (i64 b = 0; b < 65536; b++) starts[b + 1] += starts[b];
    for (i64 i = 0; i < count; i++) spare[starts[65535 - (keys[places[i]] >> shift & 65535)]++] = places[i];
    i32 *swapped = places;
    places = spare;
    spare = swapped;
  }
}

template <class T> Status openingOf(const Arguments &a, bool closing, i64 least, i64 connectivity) {
  PaddedShape shape = PaddedShape::of(a.ins, a.in(0).height, a.in(0).width, a.ins > 1);
  Neighbours neighbours = Neighbours::of(shape, connectivity);
  i64 count = a.ins * a.in(0).count();
  Arena &arena = a.engine.arena;
  T *values = padded<T, T>(a, shape, 0, T(0));
  u32 *keys = arena.take<u32>(shape.count);
  i32 *parent = arena.take<i32>(shape.count), *places = arena.take<i32>(count), *spare = arena.take<i32>(count), *area = arena.take<i32>(shape.count);
  i64 *starts = arena.take<i64>(65537);
  if (arena.failed) return outOfMemory;
  Forest forest{parent};
  fillValues(parent, -1, shape.count);
  i64 filled = 0;
  shape.eachRow([&](i64 at, i64, i64) {
    for (i64 x = 0; x < shape.width; x++) {
      keys[at + x] = keyOf(values[at + x], closing);
      places[filled++] = static_cast<i32>(at + x);
    }
  });
  sortByKey(keys, places, spare, count, starts);
  for (i64 i = 0; i < count; i++) {
    i32 at = places[i];
    parent[at] = at;
    area[at] = 1;
    for (i32 n = 0; n < neighbours.count; n++) {
      i64 next = at + neighbours.offsets[n];
      if (parent[next] < 0) continue;
      i32 root = forest.root(static_cast<i32>(next));
      if (root == at) continue;
      if (keys[root] == keys[at] || area[root] < least) {
        area[at] = static_cast<i32>(smaller<i64>(least, static_cast<i64>(area[at]) + area[root]));
        parent[root] = at;
      } else {
        area[at] = static_cast<i32>(least); // it touches a part that is large enough
      }
    }
  }
  for (i64 i = count - 1; i >= 0; i--) values[places[i]] = values[parent[places[i]]];
  shape.eachRow([&](i64 at, i64 z, i64 y) { copyValues(a.out(z).row<T>(y), values + at, shape.width); });
  return done;
}
} // namespace

/// numbers: 1 for closing, else 0; the least area in pixels; connectivity (1 to 3). In: planes (one in 2D, a volume in 3D); out: as many.
Status areaOpening(Call &call) {
  Arguments a(call);
  if (a.ins != a.outs || !a.oneShape()) return wrongShape;
  if (!a.inputsAre(a.in(0).dtype) || !a.outputsAre(a.in(0).dtype)) return wrongDtype;
  i64 least = a.integer(1);
  if (least < 1 || least > 0x7fffffff) return wrongNumber;
  return byPixelType(a.in(0).dtype, [&](auto tag) { return openingOf<typename decltype(tag)::type>(a, a.integer(0) == 1, least, a.integer(2)); });
}
