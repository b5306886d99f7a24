// The LZ4 block format, packing fast and unpacking without trust in the data.
#pragma once
#include "base.h"

/// Numbers of the packer's table of places; 32 kB.
constexpr i32 lz4TableLength = 1 << 13;

/// Packs `size` bytes; 0 when the result would be longer than `limit`. `skip` is 1 for the smallest result, more is faster.
i64 lz4Pack(const u8 *in, i64 size, u8 *out, i64 limit, i32 skip, u32 *table);

/// Unpacks into at most `limit` bytes; -1 when the data is damaged or longer.
i64 lz4Unpack(const u8 *in, i64 size, u8 *out, i64 limit);
