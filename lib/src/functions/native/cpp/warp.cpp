// A plane read at the places of an affine map, nearest or by linear interpolation, as scipy.ndimage.affine_transform.
#include "arguments.h"

namespace {
struct Map {
  f64 yy, yx, y0, xy, xx, x0;
};

template <class T> class Reader {
public:
  Reader(const Image &image, i64 border, f64 outside) : image(image), border(border), outside(outside) {}
  f64 nearest(f64 y, f64 x) const { return at(whole(__builtin_floor(y + 0.5)), whole(__builtin_floor(x + 0.5))); }
  f64 linear(f64 y, f64 x) const {
    f64 top = __builtin_floor(y), left = __builtin_floor(x), down = y - top, right = x - left;
    i64 row = whole(top), column = whole(left);
    f64 above = at(row, column) * (1 - right) + at(row, column + 1) * right;
    f64 below = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right;
    return above * (1 - down) + below * down;
  }

private:
  Image image;
  i64 border;
  f64 outside;
  static i64 whole(f64 place) { return static_cast<i64>(larger(-1e15, smaller(place, 1e15))); }
  f64 at(i64 y, i64 x) const {
    i64 row = insideOf(y, image.height, border), column = insideOf(x, image.width, border);
    return row < 0 || column < 0 ? outside : static_cast<f64>(image.row<T>(row)[column]);
  }
};
} // namespace

/// numbers: 0 nearest or 1 linear, border, its value, then the place read for (y, x) of the result: y = n0 y + n1 x + n2, x = n3 y + n4 x + n5.
/// In: a plane; out: a plane of the same dtype and any shape.
Status warp(Call &call) {
  Arguments a(call);
  if (a.ins != 1 || a.outs != 1) return wrongShape;
  if (a.in(0).dtype != a.out(0).dtype) return wrongDtype;
  Image in = a.in(0), out = a.out(0);
  if (in.count() == 0) return wrongShape;
  bool linear = a.integer(0) == 1;
  Map map{a.number(3), a.number(4), a.number(5), a.number(6), a.number(7), a.number(8)};
  return byPixelType(in.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    Reader<T> reader(in, a.integer(1), a.number(2));
    a.engine.parallelRows(out.height, 0, [&](i64 from, i64 end, i32) {
      for (i64 row = from; row < end; row++) {
        f64 r = static_cast<f64>(row);
        T *to = out.row<T>(row);
        for (i64 column = 0; column < out.width; column++) {
          f64 c = static_cast<f64>(column), y = map.yy * r + map.yx * c + map.y0, x = map.xy * r + map.xx * c + map.x0;
          to[column] = toPixel<T>(linear ? reader.linear(y, x) : reader.nearest(y, x));
        }
      }
    });
    return done;
  });
}
