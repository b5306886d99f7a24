#include "blosc.h"

namespace {
constexpr u8 formatVersion = 2, codecVersion = 1, isShuffled = 1, isPlain = 2, isBitShuffled = 4, notSplit = 16, codecLz4 = 1, codecZstd = 4;

void putHeader(u8 *out, u8 flags, i64 elementBytes, i64 bytes, i64 block, i64 packed) {
  out[0] = formatVersion;
  out[1] = codecVersion;
  out[2] = flags;
  out[3] = static_cast<u8>(elementBytes);
  store(out + 4, static_cast<u32>(bytes));
  store(out + 8, static_cast<u32>(block));
  store(out + 12, static_cast<u32>(packed));
}
} // namespace

i64 bloscPack(const u8 *in, i64 bytes, i64 elementBytes, i64 shuffle, const BlockPacking &packing, u8 *out, u8 *scratch) {
  const Codec &codec = packing.codec;
  u8 name = static_cast<u8>((codec.kind == Codec::zstd ? codecZstd : codecLz4) << 5);
  i64 block = smaller(bytes, bloscBlock), blocks = (bytes + block - 1) / block, capacity = bloscLongest(bytes);
  bool shuffles = shuffle == shuffleBits || (shuffle == shuffleBytes && elementBytes > 1);
  u8 filter = !shuffles ? 0 : shuffle == shuffleBits ? isBitShuffled : isShuffled;
  i64 at = bloscHeader + 4 * blocks;
  for (i64 i = 0; i < blocks; i++) {
    i64 length = smaller(block, bytes - i * block), room = capacity - at - 4;
    const u8 *from = in + i * block;
    if (shuffles) {
      shuffleBlock(shuffle, from, scratch, length, elementBytes);
      from = scratch;
    }
    i64 most = smaller(room, length - 1), packed = 0;
    if (most > 0 && codec.kind == Codec::zstd) packed = codec.pack(packing.thread, from, length, out + at + 4, most);
    else if (most > 0) packed = lz4Pack(from, length, out + at + 4, most, packing.skip, packing.table);
    if (packed == 0 && room < length) { // the frame would be longer than the pixels
      putHeader(out, static_cast<u8>(name | isPlain), elementBytes, bytes, block, capacity);
      copyValues(out + bloscHeader, in, bytes);
      return capacity;
    }
    if (packed == 0) copyValues(out + at + 4, from, packed = length);
    store(out + bloscHeader + 4 * i, static_cast<u32>(at));
    store(out + at, static_cast<u32>(packed));
    at += 4 + packed;
  }
  putHeader(out, static_cast<u8>(name | notSplit | filter), elementBytes, bytes, block, at);
  return at;
}

Unblosc bloscUnpack(const u8 *in, i64 size, u8 *out, i64 bytes, u8 *scratch, const Codec &codec, i32 thread) {
  if (size < bloscHeader || load<u32>(in + 4) != bytes) return Unblosc::damaged;
  u8 flags = in[2];
  i64 elementBytes = in[3], block = load<u32>(in + 8);
  if (flags & isPlain) {
    if (size < bloscHeader + bytes) return Unblosc::damaged;
    copyValues(out, in + bloscHeader, bytes);
    return Unblosc::done;
  }
  bool isZstd = flags >> 5 == codecZstd;
  if (isZstd ? codec.kind != Codec::zstd : flags >> 5 != codecLz4) return Unblosc::otherCodec;
  if (bytes == 0) return Unblosc::done;
  if (block < 1 || block > bytes || elementBytes < 1 || size - bloscHeader < (bytes + block - 1) / block * 4) return Unblosc::damaged;
  i64 shuffle = flags & isShuffled && elementBytes > 1 ? shuffleBytes : flags & isBitShuffled ? shuffleBits : shuffleNone;
  for (i64 i = 0; i * block < bytes; i++) {
    i64 length = smaller(block, bytes - i * block), at = load<u32>(in + bloscHeader + 4 * i);
    // one stream for each byte of an element when the packer splits; it never does so for small or shorter last blocks
    bool splits = !(flags & notSplit) && elementBytes <= 16 && block / elementBytes >= 128 && length == block;
    i64 streams = splits ? elementBytes : 1, part = length / streams;
    u8 *target = out + i * block, *packed = shuffle == shuffleNone ? target : scratch;
    if (part * streams != length) return Unblosc::damaged;
    for (i64 s = 0; s < streams; s++) {
      if (at + 4 > size) return Unblosc::damaged;
      i64 count = load<u32>(in + at);
      at += 4;
      if (at + count > size) return Unblosc::damaged;
      if (count == part) copyValues(packed + s * part, in + at, part);
      else if (isZstd && !codec.unpack(thread, in + at, count, packed + s * part, part)) return Unblosc::damaged;
      else if (!isZstd && lz4Unpack(in + at, count, packed + s * part, part) != part) return Unblosc::damaged;
      at += count;
    }
    if (shuffle != shuffleNone) unshuffleBlock(shuffle, packed, target, length, elementBytes);
  }
  return Unblosc::done;
}
