// Boundaries between labels, as skimage.segmentation.find_boundaries.
#include "padded.h"

/// numbers: mode (0 both sides, 1 inside objects, 2 around objects), connectivity (1 or 2). In: labels (int32); out: a mask (uint8).
Status boundaries(Call &call) {
  Arguments a(call);
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  if (!a.inputsAre(isInt32) || !a.outputsAre(isUint8)) return wrongDtype;
  PaddedShape shape = PaddedShape::of(1, a.in(0).height, a.in(0).width, false);
  Neighbours neighbours = Neighbours::of(shape, a.integer(1)), around = Neighbours::of(shape, 2);
  i32 *labels = padded<i32, i32>(a, shape, 0, 0);
  u8 *inside = a.engine.arena.take<u8>(shape.count);
  if (a.engine.arena.failed) return outOfMemory;
  fillValues<u8>(inside, 0, shape.count);
  shape.eachRow([&](i64 at, i64, i64) { fillValues<u8>(inside + at, 1, shape.width); });
  i64 mode = a.integer(0);
  shape.eachRow([&](i64 at, i64, i64 y) {
    u8 *row = a.out(0).row<u8>(y);
    for (i64 x = 0; x < shape.width; x++) {
      i32 here = labels[at + x];
      bool differs = false, objectsMeet = false;
      for (i32 n = 0; n < neighbours.count; n++) {
        i64 next = at + x + neighbours.offsets[n];
        if (!inside[next]) continue;
        differs |= labels[next] != here;
      }
      for (i32 n = 0; n < around.count; n++) {
        i32 other = labels[at + x + around.offsets[n]]; // 0 outside
        objectsMeet |= other != here && other != 0;
      }
      row[x] = mode == 0 ? differs : mode == 1 ? differs && here != 0 : differs && (here == 0 || objectsMeet);
    }
  });
  return done;
}
