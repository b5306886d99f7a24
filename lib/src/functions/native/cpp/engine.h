// What a kernel is given: scratch memory, threads, and the numbers and pointers of its call.
#pragma once
#include "arena.h"
#include "pool.h"

struct Engine {
  Arena arena;
  Pool pool;

  /// Runs `part(index, count)` on all threads and returns when all are done.
  template <class F> void parallel(F part) {
    pool.run([](void *context, i32 index, i32 count) { (*static_cast<F *>(context))(index, count); }, &part);
  }
  /// Runs `rows(first, end, part)` on all threads, each with its share of `count` rows.
  template <class F> void parallelRows(i64 count, F rows) {
    parallel([=](i32 index, i32 parts) {
      i64 first = count * index / parts, end = count * (index + 1) / parts;
      if (first < end) rows(first, end, index);
    });
  }
};

/// Arguments as they come from TypeScript; a kernel reads them in order and writes results over `numbers`.
struct Call {
  Engine &engine;
  f64 *numbers;
  u64 *pointers;

  i64 integer(i32 i) const { return static_cast<i64>(numbers[i]); }
  template <class T> T *plane(i32 i) const { return reinterpret_cast<T *>(static_cast<usize>(pointers[i])); }
};

enum Dtype { isUint8 = 0, isUint16 = 1, isFloat32 = 2 };

template <class T> struct Tag {
  using type = T;
};
/// Calls `kernel` with the tag of a pixel type.
template <class F> Status byDtype(i64 dtype, F kernel) {
  switch (dtype) {
  case isUint8: return kernel(Tag<u8>{});
  case isUint16: return kernel(Tag<u16>{});
  case isFloat32: return kernel(Tag<f32>{});
  default: return unknownOperation;
  }
}

Status project(Call &);
Status orderStatistics(Call &);
Status rescale(Call &);
Status gaussian(Call &);
Status topHatSquare(Call &);
Status topHatDisk(Call &);
Status otsu(Call &);
Status threshold(Call &);
Status label(Call &);
