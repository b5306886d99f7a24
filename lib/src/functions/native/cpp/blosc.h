// Blosc frames of version 1 with LZ4 or Zstandard inside. Source: c-blosc 1.21, README_CHUNK_FORMAT.rst.
#pragma once
#include "codec.h"
#include "lz4.h"
#include "shuffle.h"

constexpr i64 bloscHeader = 16;
/// Bytes that are shuffled and packed together: they stay in the second-level cache.
constexpr i64 bloscBlock = 256 << 10;

/// Bytes that a frame needs at most.
constexpr i64 bloscLongest(i64 bytes) { return bytes + bloscHeader; }

/// What the blocks of a frame are packed with: Zstandard, or LZ4 when `codec` has none.
struct BlockPacking {
  const Codec &codec;
  i32 thread;
  i32 skip;   // of lz4Pack
  u32 *table; // of lz4Pack
};

/// Packs `bytes` into a frame and answers its length. `scratch` has room for a block.
i64 bloscPack(const u8 *in, i64 bytes, i64 elementBytes, i64 shuffle, const BlockPacking &packing, u8 *out, u8 *scratch);

enum class Unblosc { done, damaged, otherCodec };
/// Unpacks a frame that must hold exactly `bytes`; `scratch` has room for as many. Zstandard is unpacked where `codec` has it.
Unblosc bloscUnpack(const u8 *in, i64 size, u8 *out, i64 bytes, u8 *scratch, const Codec &codec, i32 thread);
