// A volume (or a plane) in one block with a border of one pixel, so that neighbours need no checks.
#pragma once
#include "arguments.h"

struct PaddedShape {
  i64 depth, height, width; // of the image
  bool volume;              // whether neighbours lie in other planes too
  i64 rowStride, planeStride, count;

  static PaddedShape of(i64 depth, i64 height, i64 width, bool volume) {
    i64 row = width + 2, plane = row * (height + 2);
    return {depth, height, width, volume, row, plane, plane * (depth + 2 * volume)};
  }
  i64 at(i64 z, i64 y, i64 x) const { return (z + volume) * planeStride + (y + 1) * rowStride + x + 1; }
  /// Calls `use(index in the block, z, y)` for the first pixel of every row.
  template <class F> void eachRow(F use) const {
    for (i64 z = 0; z < depth; z++)
      for (i64 y = 0; y < height; y++) use(at(z, y, 0), z, y);
  }
};

/// The planes from `first` on, converted to T, in a block whose border holds `fill`; null without memory.
template <class T, class Source> T *padded(const Arguments &a, const PaddedShape &shape, i64 first, T fill) {
  T *block = a.engine.arena.take<T>(shape.count);
  if (!block) return nullptr;
  fillValues(block, fill, shape.count);
  shape.eachRow([&](i64 at, i64 z, i64 y) {
    const Source *row = a.in(first + z).template row<Source>(y);
    for (i64 x = 0; x < shape.width; x++) block[at + x] = static_cast<T>(row[x]);
  });
  return block;
}

/// Offsets of neighbours, nearest first, those of one distance in raster order.
struct Neighbours {
  i64 offsets[26];
  i32 count = 0;

  /// connectivity: 1 over faces, 2 over edges too, 3 over corners too.
  static Neighbours of(const PaddedShape &shape, i64 connectivity) {
    Neighbours found;
    for (i64 distance = 1; distance <= connectivity; distance++)
      for (i64 z = -shape.volume; z <= shape.volume; z++)
        for (i64 y = -1; y <= 1; y++)
          for (i64 x = -1; x <= 1; x++)
            if (z * z + y * y + x * x == distance) found.offsets[found.count++] = z * shape.planeStride + y * shape.rowStride + x;
    return found;
  }
};
