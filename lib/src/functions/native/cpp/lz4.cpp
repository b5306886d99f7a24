// Source: the LZ4 block format description; greedy matches through one hash table, as in the reference's fast mode.
#include "lz4.h"

namespace {
constexpr i64 lastLiterals = 5, matchEnd = 12, shortest = 4, farthest = 65535;

inline u32 hash(const u8 *at) {
  // five bytes: fewer false matches than four
  return static_cast<u32>((load<u64>(at) << 24) * 889523592379ull >> (64 - 13));
}

/// Bytes that agree from `a` and `b` on; `a` stops at `end`.
inline i64 agreeing(const u8 *a, const u8 *b, const u8 *end) {
  const u8 *start = a;
  while (a + 8 <= end) {
    u64 differ = load<u64>(a) ^ load<u64>(b);
    if (differ) return a - start + (__builtin_ctzll(differ) >> 3);
    a += 8;
    b += 8;
  }
  while (a < end && *a == *b) a++, b++;
  return a - start;
}

inline u8 *putLength(u8 *out, i64 rest) {
  for (; rest >= 255; rest -= 255) *out++ = 255;
  *out++ = static_cast<u8>(rest);
  return out;
}

/// The literals of a sequence with room for its token; `more` bytes must fit behind. Null when they don't.
inline u8 *putLiterals(u8 *out, const u8 *end, const u8 *from, i64 count, i64 more) {
  if (end - out < 1 + count / 255 + 1 + count + more) return nullptr;
  *out = static_cast<u8>(smaller<i64>(count, 15) << 4);
  out++;
  if (count >= 15) out = putLength(out, count - 15);
  copyValues(out, from, count);
  return out + count;
}

/// The length of a literal run or match whose first part is `length`; false when the data ends.
inline bool takeLength(const u8 *&in, const u8 *end, i64 &length) {
  for (u8 more = 255; more == 255; length += more) {
    if (in == end) return false;
    more = *in++;
  }
  return true;
}

inline void copyMatch(u8 *out, i64 distance, i64 length, const u8 *end) {
  const u8 *from = out - distance;
  if (distance >= 16 && end - out >= length + 16) {
    for (i64 i = 0; i < length; i += 16) store(out + i, load<VecN<u8, 16>>(from + i));
  } else if (distance == 1) __builtin_memset(out, *from, static_cast<usize>(length));
  else {
    for (i64 i = 0; i < length; i++) out[i] = from[i]; // a match may overlap itself
  }
}
} // namespace

i64 lz4Pack(const u8 *in, i64 size, u8 *out, i64 limit, i32 skip, u32 *table) {
  const u8 *anchor = in, *end = in + size, *start = out, *outEnd = out + limit;
  if (size > matchEnd) {
    __builtin_memset(table, 0, lz4TableLength * sizeof(u32));
    const u8 *last = end - matchEnd, *matchLimit = end - lastLiterals;
    const u8 *at = in + 1;
    for (i64 tries = skip << 6; at <= last;) {
      u32 &place = table[hash(at)];
      const u8 *match = in + place;
      place = static_cast<u32>(at - in);
      if (at - match > farthest || load<u32>(at) != load<u32>(match)) {
        at += tries++ >> 6;
        continue;
      }
      while (at > anchor && match > in && at[-1] == match[-1]) at--, match--;
      u8 *token = out;
      i64 length = agreeing(at + shortest, match + shortest, matchLimit);
      out = putLiterals(out, outEnd, anchor, at - anchor, 2 + length / 255 + 1);
      if (!out) return 0;
      u16 distance = static_cast<u16>(at - match);
      store(out, distance);
      out += 2;
      *token |= static_cast<u8>(smaller<i64>(length, 15));
      if (length >= 15) out = putLength(out, length - 15);
      at += shortest + length;
      anchor = at;
      tries = skip << 6;
      if (at <= last) table[hash(at - 2)] = static_cast<u32>(at - 2 - in);
    }
  }
  out = putLiterals(out, outEnd, anchor, end - anchor, 0);
  return out ? out - start : 0;
}

i64 lz4Unpack(const u8 *in, i64 size, u8 *out, i64 limit) {
  const u8 *start = out, *inEnd = in + size, *end = out + limit;
  while (in < inEnd) {
    u8 token = *in++;
    i64 literals = token >> 4;
    if (literals == 15 && !takeLength(in, inEnd, literals)) return -1;
    if (literals > inEnd - in || literals > end - out) return -1;
    if (literals <= 16 && inEnd - in >= 16 && end - out >= 16) store(out, load<VecN<u8, 16>>(in));
    else copyValues(out, in, literals);
    in += literals;
    out += literals;
    if (in == inEnd) break; // the last sequence has no match
    if (inEnd - in < 2) return -1;
    i64 distance = load<u16>(in);
    in += 2;
    i64 length = token & 15;
    if (length == 15 && !takeLength(in, inEnd, length)) return -1;
    length += shortest;
    if (distance == 0 || distance > out - start || length > end - out) return -1;
    copyMatch(out, distance, length, end);
    out += length;
  }
  return out - start;
}
