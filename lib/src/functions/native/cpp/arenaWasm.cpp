// The arena over wasm memory: everything above the planes of the call, grown as needed.
#include "arena.h"

constexpr usize pageBytes = 65536;

void Arena::reset(usize start) {
  failed = false;
  cursor = reinterpret_cast<u8 *>(roundUp<usize>(start, 64));
}

void *Arena::bytes(usize size) {
  size = roundUp<usize>(size, 64);
  usize from = reinterpret_cast<usize>(cursor);
  usize have = __builtin_wasm_memory_size(0) * pageBytes;
  bool wraps = from + size < from;
  if (wraps || (from + size > have && __builtin_wasm_memory_grow(0, (from + size - have + pageBytes - 1) / pageBytes) == static_cast<usize>(-1))) {
    failed = true;
    return nullptr;
  }
  cursor += size;
  return reinterpret_cast<u8 *>(from);
}

void Arena::freeAll() {}
