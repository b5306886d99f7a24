// Separable Gaussian in f32. Rows are smoothed into a ring of strips 64 columns wide, so that the columns of a band of rows are
// smoothed from the first-level cache. Every pixel adds its taps in one order (centre, then pairs outwards), whatever the vector width.
#include "engine.h"

namespace {
constexpr i64 strip = 64, band = 32, vectorsAtOnce = 4;
using V = Vec<f32>;
constexpr i64 step = lanes<f32> * vectorsAtOnce;

/// A row of an endless image whose content is mirrored at its borders, each border pixel twice.
inline i64 reflect(i64 position, i64 size) {
  i64 period = 2 * size, inside = position % period;
  if (inside < 0) inside += period;
  return inside < size ? inside : period - 1 - inside;
}

/// Adds taps for `step` pixels: `centre` holds them, `pair(i, v, left, right)` loads what lies i pixels away.
template <class Pair> inline void convolve(V (&sum)[vectorsAtOnce], const f32 *taps, i64 radius, Pair pair) {
  for (i64 i = 1; i <= radius; i++) {
    const f32 *left, *right;
    pair(i, left, right);
    f32 tap = taps[i];
    for (i64 v = 0; v < vectorsAtOnce; v++)
      sum[v] += (load<V>(left + v * lanes<f32>) + load<V>(right + v * lanes<f32>)) * tap;
  }
}

template <class T> inline void storePixels(T *to, V value) {
  if constexpr (__is_same(T, f32)) {
    store(to, value);
  } else {
    constexpr f32 top = highest<T>();
    value += 0.5f;
    value = value < top ? value : splat<V>(top);
    store(to, __builtin_convertvector(__builtin_convertvector(value, VecN<i32, lanes<f32>>), VecN<T, lanes<f32>>));
  }
}

template <class T> struct Band {
  const T *in;
  T *out;
  i64 height, width, radius;
  const f32 *taps;
  i64 ringRows;         // rows in the ring
  const i32 *slotOfRow; // ring slot of rows -radius .. height + radius, mirrored into the image
  f32 *line, *ring;

  i64 strips() const { return (width + strip - 1) / strip; }

  void smoothRow(i64 y) {
    f32 *from = line + radius;
    const T *row = in + y * width;
    for (i64 x = 0; x < width; x++) from[x] = static_cast<f32>(row[x]);
    for (i64 i = 1; i <= radius; i++) {
      from[-i] = from[reflect(-i, width)];
      from[width - 1 + i] = from[reflect(width - 1 + i, width)];
    }
    f32 *slot = ring + y % ringRows * strip;
    for (i64 s = 0; s < strips(); s++, slot += ringRows * strip) {
      for (i64 x = 0; x < strip; x += step) {
        const f32 *centre = from + s * strip + x;
        V sum[vectorsAtOnce];
        for (i64 v = 0; v < vectorsAtOnce; v++) sum[v] = load<V>(centre + v * lanes<f32>) * taps[0];
        convolve(sum, taps, radius, [&](i64 i, const f32 *&left, const f32 *&right) {
          left = centre - i;
          right = centre + i;
        });
        for (i64 v = 0; v < vectorsAtOnce; v++) store(slot + x + v * lanes<f32>, sum[v]);
      }
    }
  }

  void smoothColumns(i64 y, i64 s) {
    const i32 *slots = slotOfRow + radius + y;
    const f32 *column = ring + s * ringRows * strip;
    i64 columns = smaller(strip, width - s * strip);
    T edge[strip];
    T *to = columns == strip ? out + y * width + s * strip : edge;
    for (i64 x = 0; x < strip; x += step) {
      V sum[vectorsAtOnce];
      for (i64 v = 0; v < vectorsAtOnce; v++) sum[v] = load<V>(column + slots[0] * strip + x + v * lanes<f32>) * taps[0];
      convolve(sum, taps, radius, [&](i64 i, const f32 *&left, const f32 *&right) {
        left = column + slots[-i] * strip + x;
        right = column + slots[i] * strip + x;
      });
      for (i64 v = 0; v < vectorsAtOnce; v++) storePixels(to + x + v * lanes<f32>, sum[v]);
    }
    if (columns < strip) copyValues(out + y * width + s * strip, edge, columns);
  }

  void run(i64 first, i64 end) {
    fillValues(line, 0.0f, strips() * strip + 2 * radius);
    i64 ready = larger<i64>(0, first - radius);
    for (i64 y = first; y < end; y += band) {
      i64 until = smaller(y + band, end);
      for (i64 needed = smaller(until + radius, height); ready < needed; ready++) smoothRow(ready);
      for (i64 s = 0; s < strips(); s++)
        for (i64 row = y; row < until; row++) smoothColumns(row, s);
    }
  }
};
} // namespace

/// numbers: height, width, dtype, radius, then taps from the centre outwards; pointers: in, out.
Status gaussian(Call &call) {
  i64 height = call.integer(0), width = call.integer(1), radius = call.integer(3);
  i64 ringRows = smaller(height, band + 2 * radius), strips = (width + strip - 1) / strip;
  Arena &arena = call.engine.arena;
  i32 parts = call.engine.pool.threads;
  i64 lineLength = strips * strip + 2 * radius + 64, ringLength = strips * strip * ringRows + 64;
  f32 *taps = arena.take<f32>(radius + 1), *lines = arena.take<f32>(parts * lineLength), *rings = arena.take<f32>(parts * ringLength);
  i32 *slotOfRow = arena.take<i32>(height + 2 * radius);
  if (arena.failed) return outOfMemory;
  for (i64 i = 0; i <= radius; i++) taps[i] = static_cast<f32>(call.numbers[4 + i]);
  for (i64 i = 0; i < height + 2 * radius; i++) slotOfRow[i] = static_cast<i32>(reflect(i - radius, height) % ringRows);
  return byDtype(call.integer(2), [&](auto tag) {
    using T = typename decltype(tag)::type;
    call.engine.parallelRows(height, radius, [&](i64 first, i64 end, i32 part) {
      Band<T>{call.plane<T>(0), call.plane<T>(1), height, width, radius, taps, ringRows, slotOfRow,
              lines + part * lineLength, rings + part * ringLength}
          .run(first, end);
    });
    return done;
  });
}
