// Histograms as numpy.histogram makes them: equal bins between two ends, the last one closed.
#include "arguments.h"
#include "histogram.h"

/// numbers: bins, low, high. In: planes of one shape and dtype; NaN and what lies outside is left out. Answers a table of counts.
Status histogramOf(Call &call) {
  Arguments a(call);
  if (a.ins < 1 || !a.oneShape()) return wrongShape;
  i64 bins = a.integer(0);
  f64 low = a.number(1), high = a.number(2);
  if (bins < 1 || !(low < high)) return wrongNumber;
  Image first = a.in(0);
  if (!a.inputsAre(first.dtype)) return wrongDtype;
  f64 *table = a.engine.arena.take<f64>(bins), *edges = a.engine.arena.take<f64>(bins + 1);
  if (a.engine.arena.failed) return outOfMemory;
  fillValues(table, 0.0, bins);
  f64 step = (high - low) / static_cast<f64>(bins);
  for (i64 b = 0; b < bins; b++) edges[b] = static_cast<f64>(b) * step + low;
  edges[bins] = high;
  auto binOf = [&](f64 v) -> i64 {
    if (!(v >= low && v <= high)) return -1;
    i64 b = smaller(bins - 1, static_cast<i64>((v - low) / (high - low) * static_cast<f64>(bins)));
    if (v < edges[b]) return b - 1;
    return b + 1 < bins && v >= edges[b + 1] ? b + 1 : b;
  };
  if (first.dtype == isUint8 || first.dtype == isUint16) {
    i64 values = first.dtype == isUint8 ? 256 : 65536;
    u64 *counts = first.dtype == isUint8 ? histogram<u8>(call, 0, a.ins, first.count()) : histogram<u16>(call, 0, a.ins, first.count());
    if (!counts) return outOfMemory;
    for (i64 v = 0; v < values; v++) {
      if (!counts[v]) continue;
      i64 b = binOf(static_cast<f64>(v));
      if (b >= 0) table[b] += static_cast<f64>(counts[v]);
    }
  } else {
    f64 *line = a.engine.arena.take<f64>(first.width);
    if (!line) return outOfMemory;
    for (i64 p = 0; p < a.ins; p++) {
      for (i64 y = 0; y < first.height; y++) {
        readRow(a.in(p), y, line);
        for (i64 x = 0; x < first.width; x++) {
          i64 b = binOf(line[x]);
          if (b >= 0) table[b]++;
        }
      }
    }
  }
  a.answerTable(table);
  return done;
}
