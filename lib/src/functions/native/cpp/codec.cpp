#include "codec.h"

i64 Codec::pack(i32 thread, const u8 *in, i64 bytes, u8 *out, i64 room) const {
  usize size = static_cast<usize>(bytes), most = static_cast<usize>(larger<i64>(room, 0)), packed = 0;
  if (kind == zstd) {
    using F = usize (*)(void *, void *, usize, const void *, usize, i32); // ZSTD_compressCCtx
    packed = function<F>()(context(thread), out, most, in, size, static_cast<i32>(level));
  } else if (kind == deflate) {
    using F = usize (*)(void *, const void *, usize, void *, usize); // libdeflate_zlib_compress, libdeflate_gzip_compress
    packed = function<F>()(context(thread), in, size, out, most);
  }
  return packed > most ? 0 : static_cast<i64>(packed); // errors of zstd are the highest numbers
}

bool Codec::unpack(i32 thread, const u8 *in, i64 size, u8 *out, i64 bytes) const {
  usize length = static_cast<usize>(size), wanted = static_cast<usize>(bytes);
  if (kind == zstd) {
    using F = usize (*)(void *, void *, usize, const void *, usize); // ZSTD_decompressDCtx
    return function<F>()(context(thread), out, wanted, in, length) == wanted;
  }
  if (kind == deflate) {
    using F = i32 (*)(void *, const void *, usize, void *, usize, usize *); // libdeflate_zlib_decompress, ..._gzip_...
    // without a place for the length, libdeflate takes only what is exactly as long as wanted
    return function<F>()(context(thread), in, length, out, wanted, nullptr) == 0;
  }
  return false;
}
