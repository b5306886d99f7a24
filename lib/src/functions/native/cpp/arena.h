// Scratch memory of one engine: taken by kernels during a call, given back all at once before the next.
#pragma once
#include "base.h"

class Arena {
public:
  /// Forgets everything taken. In wasm scratch begins at `start`, after the planes of the call; natively `start` is not used.
  void reset(usize start);
  /// Uninitialised memory on a 64-byte boundary, 256 bytes longer than asked; null when there is none, and `failed` stays true.
  template <class T> T *take(i64 count) { return static_cast<T *>(bytes(static_cast<usize>(count) * sizeof(T) + 256)); }
  bool failed = false;
  void freeAll();

private:
  void *bytes(usize size);
  struct Block {
    Block *next;
    usize size;
  };
  // wasm needs only the cursor.
  [[maybe_unused]] Block *blocks = nullptr;
  u8 *cursor = nullptr;
  [[maybe_unused]] u8 *end = nullptr;
  [[maybe_unused]] usize total = 0;
};
