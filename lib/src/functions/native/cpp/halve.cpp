// The next coarser level of an image: means of two by two pixels, or for labels the upper left one.
#include "engine.h"

namespace {
template <class T> void meanRow(const T *__restrict upper, const T *__restrict lower, T *__restrict out, i64 pairs) {
  for (i64 i = 0; i < pairs; i++) {
    if constexpr (__is_same(T, f32)) out[i] = (upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1]) / 4;
    else out[i] = static_cast<T>((u32(upper[2 * i]) + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1] + 2) >> 2);
  }
}

/// The means of one row; at odd edges fewer pixels are averaged.
template <class T> void meanOf(const T *upper, const T *lower, T *out, i64 columns) {
  i64 pairs = columns / 2;
  meanRow(upper, lower, out, pairs);
  if (columns % 2 == 0) return;
  if constexpr (__is_same(T, f32)) out[pairs] = (upper[columns - 1] + lower[columns - 1]) / 2;
  else out[pairs] = static_cast<T>((u32(upper[columns - 1]) + lower[columns - 1] + 1) >> 1);
}

template <class T> void halveRows(Call &call, bool means) {
  i64 rows = call.integer(0), columns = call.integer(1), outColumns = (columns + 1) / 2;
  const T *in = call.plane<T>(0);
  T *out = call.plane<T>(1);
  call.engine.parallelRows((rows + 1) / 2, 0, [=](i64 first, i64 end, i32) {
    for (i64 row = first; row < end; row++) {
      const T *upper = in + 2 * row * columns, *lower = 2 * row + 1 < rows ? upper + columns : upper;
      if (means) meanOf(upper, lower, out + row * outColumns, columns);
      else
        for (i64 i = 0; i < outColumns; i++) out[row * outColumns + i] = upper[2 * i];
    }
  });
}
} // namespace

/// numbers: rows, columns, bytes of a pixel, 1 for means; pointers: plane, out with half the rows and columns, rounded up.
/// Means of pixels with 4 bytes are those of f32; labels with 4 bytes have no means.
Status halve(Call &call) {
  bool means = call.integer(3) == 1;
  switch (call.integer(2)) {
  case 1: return halveRows<u8>(call, means), done;
  case 2: return halveRows<u16>(call, means), done;
  case 4: return means ? halveRows<f32>(call, true) : halveRows<u32>(call, false), done;
  default: return unknownOperation;
  }
}
