// Maxima of plateaus: connected pixels of one value without a higher neighbour, as skimage.morphology.local_maxima. Pixels outside do not
// count.
#include "padded.h"

namespace {
template <class T> Status extremes(const Arguments &a, bool minima, bool allowBorders) {
  i64 depth = a.outs;
  Image first = a.in(0);
  PaddedShape shape = PaddedShape::of(depth, first.height, first.width, depth > 1);
  Neighbours neighbours = Neighbours::of(shape, a.integer(1));
  f64 *values = padded<f64, T>(a, shape, 0, -__builtin_inf());
  u8 *state = a.engine.arena.take<u8>(shape.count);
  i32 *plateau = a.engine.arena.take<i32>(shape.count);
  if (a.engine.arena.failed) return outOfMemory;
  constexpr u8 outside = 0, open = 1, maximum = 2, lower = 3;
  fillValues(state, outside, shape.count);
  shape.eachRow([&](i64 at, i64, i64) {
    for (i64 x = 0; x < shape.width; x++) {
      state[at + x] = open;
      if (minima) values[at + x] = -values[at + x];
    }
  });
  bool constant = true; // an even image has no maxima
  f64 reference = values[shape.at(0, 0, 0)];
  shape.eachRow([&](i64 at, i64, i64) {
    for (i64 x = 0; x < shape.width; x++) constant &= values[at + x] == reference;
  });
  shape.eachRow([&](i64 at, i64, i64) {
    for (i64 x = 0; x < shape.width; x++) {
      i64 start = at + x;
      if (state[start] != open) continue;
      i64 found = 0, next = 0;
      bool highest = !constant;
      plateau[found++] = static_cast<i32>(start);
      state[start] = lower;
      while (next < found) {
        i64 here = plateau[next++];
        for (i32 n = 0; n < neighbours.count; n++) {
          i64 other = here + neighbours.offsets[n];
          if (state[other] == outside) {
            if (!allowBorders) highest = false;
          } else if (values[other] > values[here]) {
            highest = false;
          } else if (values[other] == values[here] && state[other] == open) {
            state[other] = lower;
            plateau[found++] = static_cast<i32>(other);
          }
        }
      }
      if (highest)
        for (i64 i = 0; i < found; i++) state[plateau[i]] = maximum;
    }
  });
  shape.eachRow([&](i64 at, i64 z, i64 y) {
    u8 *row = a.out(z).row<u8>(y);
    for (i64 x = 0; x < shape.width; x++) row[x] = state[at + x] == maximum;
  });
  return done;
}
} // namespace

/// numbers: 1 for minima, else 0; connectivity (1 to 3); 1 if plateaus at the border count. In: depth planes; out: masks (uint8).
Status localExtremes(Call &call) {
  Arguments a(call);
  if (a.ins != a.outs || !a.oneShape()) return wrongShape;
  if (!a.outputsAre(isUint8) || !a.inputsAre(a.in(0).dtype)) return wrongDtype;
  return byPixelType(a.in(0).dtype, [&](auto tag) { return extremes<typename decltype(tag)::type>(a, a.integer(0) == 1, a.integer(2) == 1); });
}
