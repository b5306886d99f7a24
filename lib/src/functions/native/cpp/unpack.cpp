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

template <class T> T swapped(T value) {
  if constexpr (sizeof(T) == 2) return __builtin_bswap16(value);
  else if constexpr (sizeof(T) == 4) return __builtin_bswap32(value);
  else return value;
}

template <class T> void turnRow(const T *in, T *out, i64 width, bool swap, bool sum) {
  if (!sum) {
    for (i64 i = 0; i < width; i++) out[i] = swapped(in[i]);
    return;
  }
  T total = 0;
  for (i64 i = 0; i < width; i++) {
    total += swap ? swapped(in[i]) : in[i];
    out[i] = total;
  }
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
