// Unpacking of image files: TIFF's LZW, byte order and the differences of predictor 2.
#include "engine.h"

namespace {
constexpr i32 clearCode = 256, endCode = 257, firstFree = 258, tableSize = 4097;

/// A string of the table: where it stands in the output, and its length.
struct Entry {
  u32 start, length;
};

/// Codes of 9 to 12 bits, most significant bit first.
struct Bits {
  const u8 *data;
  i64 size, at = 0;
  u64 held = 0;
  i32 count = 0;

  bool fill(i32 width) {
    if (count >= width) return true;
    if (at + 8 <= size) {
      u64 next = __builtin_bswap64(load<u64>(data + at));
      i32 bytes = (63 - count) >> 3;
      held = held << (8 * bytes) | next >> (64 - 8 * bytes);
      at += bytes;
      count += 8 * bytes;
      return true;
    }
    for (; count < width; count += 8) {
      if (at >= size) return false;
      held = held << 8 | data[at++];
    }
    return true;
  }
  i32 take(i32 width) {
    count -= width;
    return static_cast<i32>(held >> count & ((1u << width) - 1));
  }
};

/// Copies a string that ends before `to`, or touches it; may write up to 15 bytes behind the end where there is room for them.
inline void copyString(u8 *to, const u8 *from, i64 length, bool room) {
  if (room && length <= 16) {
    store(to, load<u64>(from));
    store(to + 8, load<u64>(from + 8));
  } else if (room) {
    for (i64 i = 0; i < length; i += 8) store(to + i, load<u64>(from + i));
  } else {
    for (i64 i = 0; i < length; i++) to[i] = from[i];
  }
}

/// How many bytes were written, or -1 when the data are damaged. Strings of the table are places in the output.
i64 expandLzw(Bits bits, u8 *out, i64 limit, Entry *table) {
  i32 width = 9, next = firstFree;
  i64 written = 0, previousStart = 0, previousLength = 0;
  while (written < limit) {
    if (!bits.fill(width)) return written;
    i32 code = bits.take(width);
    if (code == endCode) return written;
    if (code == clearCode) {
      width = 9, next = firstFree, previousLength = 0;
      continue;
    }
    i64 start = written;
    if (code < 256) {
      out[written++] = static_cast<u8>(code);
    } else {
      bool known = code < next;
      if (!known && (code != next || previousLength == 0)) return -1;
      // a code that is just being defined is the previous string and its own first byte again
      i64 from = known ? table[code].start : previousStart;
      i64 length = known ? table[code].length : previousLength + 1;
      i64 stop = smaller(written + length, limit);
      bool apart = known || previousLength >= 16;
      if (apart) copyString(out + written, out + from, stop - written, stop + 16 <= limit);
      else for (i64 i = 0; i < stop - written; i++) out[written + i] = out[from + i];
      if (!known && stop == start + length) out[stop - 1] = out[from];
      written = stop;
    }
    if (previousLength > 0 && next < tableSize) {
      // the previous string and the first byte of this one lie side by side in the output
      table[next++] = {static_cast<u32>(previousStart), static_cast<u32>(previousLength + 1)};
      if (next >= (1 << width) - 1 && width < 12) width++;
    }
    previousStart = start;
    previousLength = written - start;
  }
  return written;
}

/// Each lane moves up by `step`, zeros come in below.
template <class V, i32 N, i32 step, i32... lane> V shiftedUp(V value, Indices<i32, lane...>) {
  return __builtin_shufflevector(V{}, value, (lane < step ? lane : N + lane - step)...);
}

template <class T> T swapped(T value) {
  if constexpr (sizeof(T) == 2) return __builtin_bswap16(value);
  else if constexpr (sizeof(T) == 4) return __builtin_bswap32(value);
  else return value;
}

/// Sums of the first values of a vector, of the first two, and so on, modulo 2^bits.
template <class V, i32 N, i32 step = 1> V prefixSums(V value) {
  if constexpr (step >= N) {
    return value;
  } else {
    V moved = shiftedUp<V, N, step>(value, UpTo<N>{});
    return prefixSums<V, N, 2 * step>(value + moved);
  }
}

/// Sums a row up from the left, from `total` on; in and out may be the same.
template <class T, bool swap> T sumUp(const T *in, T *out, i64 count, T total) {
  constexpr i32 wide = 16 / sizeof(T);
  using V = VecN<T, wide>;
  i64 i = 0;
  for (; i + wide <= count; i += wide) {
    V value = load<V>(in + i);
    if constexpr (swap)
      for (i32 lane = 0; lane < wide; lane++) value[lane] = swapped(static_cast<T>(value[lane]));
    value = prefixSums<V, wide>(value) + total;
    store(out + i, value);
    total = value[wide - 1];
  }
  for (; i < count; i++) out[i] = total += swap ? swapped(in[i]) : in[i];
  return total;
}

template <class T> void turnRow(const T *in, T *out, i64 width, bool swap, bool sum) {
  if (!sum)
    for (i64 i = 0; i < width; i++) out[i] = swapped(in[i]);
  else if (swap) sumUp<T, true>(in, out, width, 0);
  else sumUp<T, false>(in, out, width, 0);
}

template <class T> Status turnRows(Call &call) {
  i64 width = call.integer(0), height = call.integer(1);
  bool swap = call.integer(3), sum = call.integer(4);
  const T *in = call.plane<T>(0);
  T *out = call.plane<T>(1);
  call.engine.parallelRows(height, 0, [=](i64 first, i64 end, i32) {
    for (i64 y = first; y < end; y++) turnRow(in + y * width, out + y * width, width, swap, sum);
  });
  return done;
}
/// How many bytes were written; fewer than `limit` when the data ended early.
i64 expandPackBits(const u8 *data, i64 size, u8 *out, i64 limit) {
  i64 at = 0, written = 0;
  while (at < size && written < limit) {
    i64 head = data[at++];
    if (head == 128) continue; // means nothing
    i64 count = smaller(head < 128 ? head + 1 : 257 - head, limit - written);
    if (at + (head < 128 ? count : 1) > size) return written;
    if (head < 128) {
      if (written + 16 <= limit && at + 16 <= size && count <= 16) store(out + written, load<VecN<u8, 16>>(data + at));
      else copyValues(out + written, data + at, count);
      at += head + 1;
    } else {
      fillValues(out + written, data[at++], count);
    }
    written += count;
  }
  return written;
}
} // namespace

/// Expands TIFF's LZW (TIFF revision 6.0, section 13). numbers: bytes in, bytes out; answers the bytes written, -1 when the data are
/// damaged; pointers: in, out.
Status unpackLzw(Call &call) {
  Entry *table = call.engine.arena.take<Entry>(tableSize);
  if (!table) return outOfMemory;
  call.numbers[0] = static_cast<f64>(
      expandLzw({call.plane<u8>(0), call.integer(0)}, call.plane<u8>(1), call.integer(1), table));
  return done;
}

/// Expands PackBits (TIFF revision 6.0, section 9). numbers: bytes in, bytes out; answers the bytes written; pointers: in, out.
Status unpackBits(Call &call) {
  call.numbers[0] = static_cast<f64>(
      expandPackBits(call.plane<u8>(0), call.integer(0), call.plane<u8>(1), call.integer(1)));
  return done;
}

/// Undoes predictor 3: in a row the highest bytes of its floats come first, then the next ones, and each byte is the difference to the
/// one before (Adobe Photoshop TIFF technical note 3). numbers: width, height; pointers: in, out, which may be the same.
Status gatherFloats(Call &call) {
  i64 width = call.integer(0), height = call.integer(1);
  u8 *row = call.engine.arena.take<u8>(4 * width);
  if (!row) return outOfMemory;
  for (i64 y = 0; y < height; y++) {
    sumUp<u8, false>(call.plane<u8>(0) + 4 * width * y, row, 4 * width, 0);
    u32 *out = call.plane<u32>(1) + width * y;
    for (i64 x = 0; x < width; x++)
      out[x] = u32(row[x]) << 24 | u32(row[width + x]) << 16 | u32(row[2 * width + x]) << 8 | row[3 * width + x];
  }
  return done;
}

/// Turns the byte order of pixels, then sums each row up from the left (predictor 2). numbers: width, height, bytes per pixel, swap,
/// sum; pointers: in, out, which may be the same.
Status turnPixels(Call &call) {
  switch (call.integer(2)) {
  case 1: return turnRows<u8>(call);
  case 2: return turnRows<u16>(call);
  case 4: return turnRows<u32>(call);
  default: return unknownOperation;
  }
}

/// Puts a row of tiles, one behind the other, side by side. numbers: bytes of a tile's row, rows of a tile, bytes of an image's row, rows
/// of the image here; pointers: tiles, rows.
Status joinTiles(Call &call) {
  i64 tileBytes = call.integer(0), tileRows = call.integer(1), rowBytes = call.integer(2), rows = call.integer(3);
  const u8 *tiles = call.plane<u8>(0);
  u8 *out = call.plane<u8>(1);
  for (i64 y = 0; y < rows; y++)
    for (i64 x = 0, tile = 0; x < rowBytes; x += tileBytes, tile++)
      copyValues(out + y * rowBytes + x, tiles + (tile * tileRows + y) * tileBytes, smaller(tileBytes, rowBytes - x));
  return done;
}
