// Thinning of masks to lines of one pixel, in rounds of two passes until nothing changes; each pass looks at the mask as it was before.
// Zhang & Suen, Communications of the ACM 27 (1984); Guo & Hall, Communications of the ACM 32 (1989), as skimage.morphology.thin.
#include "padded.h"

namespace {
/// Bits of the neighbours: N, NE, E, SE, S, SW, W, NW from bit 0 on.
struct Around {
  u32 bits;
  bool operator[](i32 i) const { return bits >> (i & 7) & 1; }
};

/// Whether a pixel with these neighbours goes in pass 0 or 1.
bool zhangSuen(Around p, i32 pass) {
  i32 count = __builtin_popcount(p.bits), rises = 0;
  for (i32 i = 0; i < 8; i++) rises += !p[i] && p[i + 1];
  if (count < 2 || count > 6 || rises != 1) return false;
  bool north = p[0], east = p[2], south = p[4], west = p[6];
  return pass == 0 ? !(north && east && south) && !(east && south && west) : !(north && east && west) && !(north && south && west);
}

bool guoHall(Around p, i32 pass) {
  auto at = [&](i32 i) -> bool { return p[2 + 8 - i + 1]; }; // Guo & Hall count x1 = E, then against the clock
  i32 crossings = 0, first = 0, second = 0;
  for (i32 i = 1; i <= 4; i++) {
    crossings += !at(2 * i - 1) && (at(2 * i) || at(2 * i + 1));
    first += at(2 * i - 1) || at(2 * i);
    second += at(2 * i) || at(2 * i + 1);
  }
  i32 least = smaller(first, second);
  if (crossings != 1 || least < 2 || least > 3) return false;
  return pass == 0 ? !((at(2) || at(3) || !at(8)) && at(1)) : !((at(6) || at(7) || !at(4)) && at(5));
}
} // namespace

/// numbers: method (0 Zhang-Suen, 1 Guo-Hall), most rounds (0 for no limit). In: a mask (uint8); out: the thinned mask (0 and 1).
Status thinning(Call &call) {
  Arguments a(call);
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  if (!a.inputsAre(isUint8) || !a.outputsAre(isUint8)) return wrongDtype;
  PaddedShape shape = PaddedShape::of(1, a.in(0).height, a.in(0).width, false);
  u8 *mask = padded<u8, u8>(a, shape, 0, u8(0));
  i32 *open = a.engine.arena.take<i32>(shape.count), *removed = a.engine.arena.take<i32>(shape.count);
  if (a.engine.arena.failed) return outOfMemory;
  u8 goes[2][256];
  for (u32 bits = 0; bits < 256; bits++)
    for (i32 pass = 0; pass < 2; pass++) goes[pass][bits] = a.integer(0) == 0 ? zhangSuen({bits}, pass) : guoHall({bits}, pass);
  const i64 w = shape.rowStride, around[8] = {-w, -w + 1, 1, w + 1, w, w - 1, -1, -w - 1};
  i64 count = 0, rounds = a.integer(1);
  for (i64 i = 0; i < shape.count; i++) {
    mask[i] = mask[i] != 0;
    if (mask[i]) open[count++] = static_cast<i32>(i);
  }
  for (i64 round = 0; rounds == 0 || round < rounds; round++) {
    bool changed = false;
    for (i32 pass = 0; pass < 2; pass++) {
      i64 gone = 0, kept = 0;
      for (i64 i = 0; i < count; i++) {
        i64 at = open[i];
        u32 bits = 0;
        for (i32 n = 0; n < 8; n++) bits |= static_cast<u32>(mask[at + around[n]]) << n;
        if (goes[pass][bits]) removed[gone++] = open[i];
        else open[kept++] = open[i];
      }
      for (i64 i = 0; i < gone; i++) mask[removed[i]] = 0;
      count = kept;
      changed |= gone > 0;
    }
    if (!changed) break;
  }
  shape.eachRow([&](i64 at, i64, i64 y) { copyValues(a.out(0).row<u8>(y), mask + at, shape.width); });
  return done;
}
