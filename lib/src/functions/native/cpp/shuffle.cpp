#include "shuffle.h"

namespace {
/// Bytes of each element lie apart by `count` on the shuffled side. The sizes of pixels get loops that the compiler knows.
template <i64 size> void spread(const u8 *__restrict in, u8 *__restrict out, i64 count) {
  for (i64 i = 0; i < count; i++)
    for (i64 j = 0; j < size; j++) out[j * count + i] = in[i * size + j];
}
template <i64 size> void gather(const u8 *__restrict in, u8 *__restrict out, i64 count) {
  for (i64 i = 0; i < count; i++)
    for (i64 j = 0; j < size; j++) out[i * size + j] = in[j * count + i];
}

/// Rows and columns of 8 x 8 bits exchanged. Source: Warren, Hacker's Delight, 7-3.
inline u64 transposed(u64 bits) {
  u64 t = (bits ^ (bits >> 7)) & 0x00AA00AA00AA00AAull;
  bits ^= t ^ (t << 7);
  t = (bits ^ (bits >> 14)) & 0x0000CCCC0000CCCCull;
  bits ^= t ^ (t << 14);
  t = (bits ^ (bits >> 28)) & 0x00000000F0F0F0F0ull;
  return bits ^ t ^ (t << 28);
}

void spreadBits(const u8 *in, u8 *out, i64 count, i64 size) {
  i64 groups = count / 8;
  for (i64 j = 0; j < size; j++) {
    for (i64 group = 0; group < groups; group++) {
      u64 bits = 0;
      for (i64 e = 0; e < 8; e++) bits |= static_cast<u64>(in[(group * 8 + e) * size + j]) << (8 * e);
      bits = transposed(bits);
      for (i64 bit = 0; bit < 8; bit++) out[(j * 8 + bit) * groups + group] = static_cast<u8>(bits >> (8 * bit));
    }
  }
}

void gatherBits(const u8 *in, u8 *out, i64 count, i64 size) {
  i64 groups = count / 8;
  for (i64 j = 0; j < size; j++) {
    for (i64 group = 0; group < groups; group++) {
      u64 bits = 0;
      for (i64 bit = 0; bit < 8; bit++) bits |= static_cast<u64>(in[(j * 8 + bit) * groups + group]) << (8 * bit);
      bits = transposed(bits);
      for (i64 e = 0; e < 8; e++) out[(group * 8 + e) * size + j] = static_cast<u8>(bits >> (8 * e));
    }
  }
}

template <bool back> void run(i64 kind, const u8 *in, u8 *out, i64 bytes, i64 size) {
  i64 count = bytes / size, whole = count * size;
  if (kind == shuffleBits && count % 8 == 0) back ? gatherBits(in, out, count, size) : spreadBits(in, out, count, size);
  else if (kind == shuffleBytes && size == 2) back ? gather<2>(in, out, count) : spread<2>(in, out, count);
  else if (kind == shuffleBytes && size == 4) back ? gather<4>(in, out, count) : spread<4>(in, out, count);
  else if (kind == shuffleBytes && size > 1) {
    for (i64 j = 0; j < size; j++)
      for (i64 i = 0; i < count; i++)
        if (back) out[i * size + j] = in[j * count + i];
        else out[j * count + i] = in[i * size + j];
  } else whole = 0;
  copyValues(out + whole, in + whole, bytes - whole);
}
} // namespace

void shuffleBlock(i64 kind, const u8 *in, u8 *out, i64 bytes, i64 elementBytes) { run<false>(kind, in, out, bytes, elementBytes); }
void unshuffleBlock(i64 kind, const u8 *in, u8 *out, i64 bytes, i64 elementBytes) { run<true>(kind, in, out, bytes, elementBytes); }
