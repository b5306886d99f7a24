// What a kernel is given: scratch memory, threads, and the numbers and pointers of its call.
#pragma once
#include "arena.h"
#include "pool.h"
#include "stop.h"

struct Engine {
  Arena arena;
  Pool pool;
  Stop stop;

  /// Into how many shares `count` rows are cut, of which each also reads `halo` rows above and below: enough for threads that
  /// come late or are held up and to stop soon when asked, not so many that the halos cost more than that saves.
  i64 shares(i64 count, i64 halo) const {
    i64 threads = pool.threads, most = count / (16 * larger<i64>(halo, 1));
    if (threads > 1) return larger(threads, smaller(4 * threads, most));
    return halo == 0 ? larger<i64>(1, smaller<i64>(256, count)) : larger<i64>(1, smaller<i64>(8, most / 4));
  }

  /// Runs `rows(first, end, thread)` for all shares of `count` rows, on all threads; no two shares of one thread at once. Leaves the
  /// kernel when it was asked to stop.
  template <class F> void parallelRows(i64 count, i64 halo, F rows) { inShares(count, shares(count, halo), rows); }

  /// Runs `item(number, thread)` for each of `count` large pieces of work, one after the other as threads are free.
  template <class F> void parallelItems(i64 count, F item) {
    auto each = [&](i64 first, i64 end, i32 thread) {
      for (i64 i = first; i < end; i++) item(i, thread);
    };
    inShares(count, count, each);
  }

private:
  template <class F> void inShares(i64 count, i64 parts, F &rows) {
    struct Job {
      F &rows;
      const Stop &stop;
      i64 count, shares, next;
    } job{rows, stop, count, parts, 0};
    pool.run(
        [](void *context, i32 thread) {
          Job &job = *static_cast<Job *>(context);
          for (;;) {
            i64 share = __atomic_fetch_add(&job.next, 1, __ATOMIC_RELAXED); // the gate of the pool orders all the rest
            if (share >= job.shares || job.stop.asked()) return;
            i64 first = job.count * share / job.shares, end = job.count * (share + 1) / job.shares;
            if (first < end) job.rows(first, end, thread);
          }
        },
        &job);
    if (stop.asked()) stop.leave();
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

enum Dtype { isUint8 = 0, isUint16 = 1, isFloat32 = 2, isInt32 = 3 };

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

#define KERNEL(name) Status name(Call &);
#include "operations.def"
#undef KERNEL
