// The filters of blosc: bytes, or bits, of one kind are put together; and back. Source: c-blosc 1.21, shuffle-generic.h, bitshuffle-generic.c.
#pragma once
#include "base.h"

enum Shuffle { shuffleNone = 0, shuffleBytes = 1, shuffleBits = 2 };

void shuffleBlock(i64 kind, const u8 *in, u8 *out, i64 bytes, i64 elementBytes);
void unshuffleBlock(i64 kind, const u8 *in, u8 *out, i64 bytes, i64 elementBytes);
