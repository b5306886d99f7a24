// Rows of any pixel type as floats, and positions outside of an image.
#include "arguments.h"

namespace {
template <class To> void readAs(const Image &image, i64 y, To *to) {
  byPixelType(image.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T *from = image.row<T>(y);
    for (i64 x = 0; x < image.width; x++) to[x] = static_cast<To>(from[x]);
    return done;
  });
}
} // namespace

void readRow(const Image &image, i64 y, f32 *to) { readAs(image, y, to); }
void readRow(const Image &image, i64 y, f64 *to) { readAs(image, y, to); }

void writeRow(const Image &image, i64 y, const f32 *from) {
  byPixelType(image.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    T *to = image.row<T>(y);
    for (i64 x = 0; x < image.width; x++) to[x] = toPixel<T>(from[x]);
    return done;
  });
}

i64 insideOf(i64 position, i64 size, i64 border) {
  if (position >= 0 && position < size) return position;
  i64 period = border == mirrored ? larger<i64>(1, 2 * size - 2) : border == wrapped ? size : 2 * size;
  i64 at = position % period;
  if (at < 0) at += period;
  switch (border) {
  case constant: return -1;
  case nearest: return position < 0 ? 0 : size - 1;
  case mirrored: return at < size ? at : period - at;
  case wrapped: return at;
  default: return at < size ? at : period - 1 - at;
  }
}
