// Otsu's threshold over every value that occurs: the first one with the largest variance between the classes.
#include "histogram.h"

namespace {
template <class T> Status otsuOf(Call &call, i64 pixels) {
  u64 *counts = histogram<T>(call, 0, 1, pixels);
  if (!counts) return outOfMemory;
  i64 first = 0, last = binsOf<T> - 1;
  while (!counts[first]) first++;
  while (!counts[last]) last--;
  f64 all = 0, sum = 0; // integers below 2^53: exact
  for (i64 bin = first; bin <= last; bin++) {
    all += static_cast<f64>(counts[bin]);
    sum += static_cast<f64>(counts[bin]) * static_cast<f64>(bin);
  }
  f64 below = 0, sumBelow = 0, best = -1;
  i64 found = first;
  for (i64 bin = first; bin < last; bin++) {
    if (!counts[bin]) continue; // the same classes as one bin before
    below += static_cast<f64>(counts[bin]);
    sumBelow += static_cast<f64>(counts[bin]) * static_cast<f64>(bin);
    f64 above = all - below;
    f64 difference = sumBelow / below - (sum - sumBelow) / above;
    f64 variance = below * above * difference * difference;
    if (variance > best) {
      best = variance;
      found = bin;
    }
  }
  call.numbers[0] = static_cast<f64>(found);
  return done;
}
} // namespace

/// numbers: pixels, dtype; pointers: plane. Answers the threshold.
Status otsu(Call &call) {
  i64 pixels = call.integer(0);
  switch (call.integer(1)) {
  case isUint8: return otsuOf<u8>(call, pixels);
  case isUint16: return otsuOf<u16>(call, pixels);
  default: return unknownOperation;
  }
}
