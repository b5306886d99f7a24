// Packings of the system's libraries: kernels are given the addresses of their functions, so that tiles are packed in all threads.
#pragma once
#include "base.h"

struct Codec {
  /// How the functions take their arguments: as zstd.h or as libdeflate.h has them. With `noCodec` there are none.
  enum Kind { noCodec = 0, zstd = 1, deflate = 2 };
  i64 kind, level;
  const u64 *table; // the function's address, then that of a context for each thread

  /// Packs and answers the length; 0 when it has no room.
  i64 pack(i32 thread, const u8 *in, i64 bytes, u8 *out, i64 room) const;
  /// Unpacks; false when the data are damaged or not exactly `bytes` long.
  bool unpack(i32 thread, const u8 *in, i64 size, u8 *out, i64 bytes) const;

private:
  template <class F> F function() const { return reinterpret_cast<F>(static_cast<usize>(table[0])); }
  void *context(i32 thread) const { return reinterpret_cast<void *>(static_cast<usize>(table[1 + thread])); }
};
