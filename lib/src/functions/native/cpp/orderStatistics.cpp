// Values at given ranks over all pixels of all planes: from a histogram, for floats in two rounds of 16 bits.
#include "histogram.h"

namespace {
template <class T> Status integerRanks(Call &call, i64 pixels, i64 planes, i64 ranks) {
  u64 *counts = histogram<T>(call, 0, planes, pixels);
  if (!counts) return outOfMemory;
  u64 below = 0;
  i64 bin = 0;
  for (i64 r = 0; r < ranks; r++) {
    u64 rank = static_cast<u64>(call.numbers[4 + r]); // answers lie before the ranks still to be read
    while (below + counts[bin] <= rank) below += counts[bin++];
    call.numbers[r] = static_cast<f64>(bin);
  }
  return done;
}

/// Bits of a float, changed so that they sort as the floats do.
inline u32 sortable(u32 bits) { return bits >> 31 ? ~bits : bits | 0x80000000u; }
inline f32 fromSortable(u32 key) {
  u32 bits = key >> 31 ? key & 0x7fffffffu : ~key;
  return __builtin_bit_cast(f32, bits);
}

Status floatRanks(Call &call, i64 pixels, i64 planes, i64 ranks) {
  constexpr i64 bins = 65536;
  u64 *high = call.engine.arena.take<u64>(bins), *low = call.engine.arena.take<u64>(bins);
  if (call.engine.arena.failed) return outOfMemory;
  auto eachKey = [&](auto use) {
    for (i64 p = 0; p < planes; p++) {
      const u32 *from = call.plane<u32>(static_cast<i32>(p));
      for (i64 i = 0; i < pixels; i++) use(from[i]);
    }
  };
  fillValues<u64>(high, 0, bins);
  bool anyNaN = false;
  eachKey([&](u32 bits) {
    anyNaN |= (bits & 0x7fffffffu) > 0x7f800000u;
    high[sortable(bits) >> 16]++;
  });
  if (anyNaN) return notANumber;
  u64 below = 0, belowLow = 0;
  i64 bin = 0, lowBin = 0, lowOf = -1;
  for (i64 r = 0; r < ranks; r++) {
    u64 rank = static_cast<u64>(call.numbers[4 + r]); // answers lie before the ranks still to be read
    while (below + high[bin] <= rank) below += high[bin++];
    if (lowOf != bin) {
      lowOf = bin;
      fillValues<u64>(low, 0, bins);
      eachKey([&](u32 bits) {
        u32 key = sortable(bits);
        if (static_cast<i64>(key >> 16) == bin) low[key & 65535]++;
      });
      belowLow = below;
      lowBin = 0;
    }
    while (belowLow + low[lowBin] <= rank) belowLow += low[lowBin++];
    call.numbers[r] = fromSortable(static_cast<u32>(bin << 16 | lowBin));
  }
  return done;
}
} // namespace

/// numbers: pixels, dtype, planes, ranks, then ascending ranks; pointers: planes. Answers the values in `numbers`.
Status orderStatistics(Call &call) {
  i64 pixels = call.integer(0), planes = call.integer(2), ranks = call.integer(3);
  switch (call.integer(1)) {
  case isUint8: return integerRanks<u8>(call, pixels, planes, ranks);
  case isUint16: return integerRanks<u16>(call, pixels, planes, ranks);
  case isFloat32: return floatRanks(call, pixels, planes, ranks);
  default: return unknownOperation;
  }
}
