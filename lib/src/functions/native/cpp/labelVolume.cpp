// Connected components of equal non-zero values in planes or volumes, numbered in raster order, as skimage.measure.label. Union-find with
// the smaller index as root.
#include "padded.h"

/// numbers: connectivity (1 to 3). In: depth planes of uint8 or int32; out: labels (int32). Answers how many there are.
Status labelVolume(Call &call) {
  Arguments a(call);
  i64 depth = a.outs;
  if (a.ins != depth || !a.oneShape()) return wrongShape;
  if (!a.outputsAre(isInt32) || !a.inputsAre(a.in(0).dtype)) return wrongDtype;
  Image first = a.in(0);
  PaddedShape shape = PaddedShape::of(depth, first.height, first.width, depth > 1);
  Neighbours neighbours = Neighbours::of(shape, a.integer(0));
  i32 *values = nullptr;
  if (first.dtype == isUint8) values = padded<i32, u8>(a, shape, 0, 0);
  else if (first.dtype == isInt32) values = padded<i32, i32>(a, shape, 0, 0);
  else return wrongDtype;
  i32 *parent = a.engine.arena.take<i32>(shape.count);
  if (a.engine.arena.failed) return outOfMemory;
  auto root = [&](i32 at) {
    while (parent[at] != at) at = parent[at] = parent[parent[at]];
    return at;
  };
  shape.eachRow([&](i64 at, i64, i64) {
    for (i64 x = 0; x < shape.width; x++) {
      i32 here = static_cast<i32>(at + x);
      parent[here] = here;
      if (!values[here]) continue;
      for (i32 n = 0; n < neighbours.count; n++) {
        i64 next = here + neighbours.offsets[n];
        if (neighbours.offsets[n] >= 0 || values[next] != values[here]) continue;
        i32 one = root(static_cast<i32>(next)), other = root(here);
        if (one < other) parent[other] = one;
        else parent[one] = other;
      }
    }
  });
  i32 count = 0; // roots come before their pixels: `values` takes the labels
  shape.eachRow([&](i64 at, i64 z, i64 y) {
    i32 *row = a.out(z).row<i32>(y);
    for (i64 x = 0; x < shape.width; x++) {
      i32 here = static_cast<i32>(at + x);
      if (values[here]) {
        i32 of = root(here);
        values[here] = of == here ? ++count : values[of];
      }
      row[x] = values[here];
    }
  });
  a.answer(0, count);
  return done;
}
