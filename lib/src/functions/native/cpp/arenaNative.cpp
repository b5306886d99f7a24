// The arena over malloc: blocks are kept, and joined into one once a call needed several.
#include "arena.h"
#include <stdlib.h>

void Arena::reset(usize) {
  failed = false;
  if (blocks && blocks->next) {
    usize all = total;
    freeAll();
    bytes(all); // one block for what took several; should it fail, the next call takes small ones again
    failed = false;
  }
  if (blocks) cursor = reinterpret_cast<u8 *>(blocks) + 64;
}

void *Arena::bytes(usize size) {
  size = roundUp<usize>(size, 64);
  if (static_cast<usize>(end - cursor) < size) {
    Block *block = static_cast<Block *>(aligned_alloc(64, size + 64));
    if (!block) {
      failed = true;
      return nullptr;
    }
    *block = {blocks, size};
    blocks = block;
    total += size;
    cursor = reinterpret_cast<u8 *>(block) + 64;
    end = cursor + size;
  }
  u8 *taken = cursor;
  cursor += size;
  return taken;
}

void Arena::freeAll() {
  while (blocks) {
    Block *next = blocks->next;
    free(blocks);
    blocks = next;
  }
  cursor = end = nullptr;
  total = 0;
}
