// Arguments as `Kernels.run` lays them out. numbers: inputs, outputs, then height, width and dtype of every plane (inputs first),
// then the kernel's own; pointers: the planes. A stack in 3D is several planes: depth is their count.
#pragma once
#include "engine.h"

struct Image {
  i64 height, width, dtype;
  void *pixels;

  i64 count() const { return height * width; }
  bool like(const Image &other) const { return height == other.height && width == other.width; }
  template <class T> T *as() const { return static_cast<T *>(pixels); }
  template <class T> T *row(i64 y) const { return as<T>() + y * width; }
};

class Arguments {
public:
  explicit Arguments(Call &call)
      : engine(call.engine), call(call), ins(call.integer(0)), outs(call.integer(1)), own(call.numbers + 2 + 3 * (ins + outs)) {}

  Engine &engine;
  Call &call;
  const i64 ins, outs;

  Image in(i64 i) const { return image(i); }
  Image out(i64 i) const { return image(ins + i); }
  f64 number(i64 i) const { return own[i]; }
  i64 integer(i64 i) const { return static_cast<i64>(own[i]); }
  const f64 *numbers() const { return own; }
  /// Answers replace the arguments: read those before.
  void answer(i64 i, f64 value) const { call.numbers[i] = value; }
  /// A table of f64 in scratch memory, which TypeScript copies.
  void answerTable(const f64 *table) const { call.pointers[0] = reinterpret_cast<usize>(table); }

  /// Whether all planes from the first to the last have one shape.
  bool oneShape() const {
    for (i64 i = 1; i < ins + outs; i++)
      if (!image(i).like(image(0))) return false;
    return true;
  }
  bool inputsAre(i64 dtype) const { return all(0, ins, dtype); }
  bool outputsAre(i64 dtype) const { return all(ins, ins + outs, dtype); }

private:
  const f64 *own;

  Image image(i64 i) const {
    const f64 *header = call.numbers + 2 + 3 * i;
    return {static_cast<i64>(header[0]), static_cast<i64>(header[1]), static_cast<i64>(header[2]),
            reinterpret_cast<void *>(static_cast<usize>(call.pointers[i]))};
  }
  bool all(i64 first, i64 end, i64 dtype) const {
    for (i64 i = first; i < end; i++)
      if (image(i).dtype != dtype) return false;
    return true;
  }
};

/// Calls `kernel` with the tag of any pixel type.
template <class F> Status byPixelType(i64 dtype, F kernel) {
  switch (dtype) {
  case isUint8: return kernel(Tag<u8>{});
  case isUint16: return kernel(Tag<u16>{});
  case isFloat32: return kernel(Tag<f32>{});
  case isInt32: return kernel(Tag<i32>{});
  default: return wrongDtype;
  }
}

/// A value as a pixel: integers are rounded to nearest (halves up) and kept within their range, NaN becomes 0.
template <class T> inline T toPixel(f64 value) {
  if constexpr (__is_same(T, f32)) {
    return static_cast<f32>(value);
  } else {
    f64 rounded = __builtin_floor(value + 0.5);
    if (!(rounded > static_cast<f64>(lowest<T>()))) return rounded == rounded ? lowest<T>() : T(0);
    return rounded >= static_cast<f64>(highest<T>()) ? highest<T>() : static_cast<T>(static_cast<i64>(rounded));
  }
}

/// A row of any pixel type as f32, and back.
void readRow(const Image &image, i64 y, f32 *to);
void writeRow(const Image &image, i64 y, const f32 *from);
/// A row of any pixel type as f64.
void readRow(const Image &image, i64 y, f64 *to);

/// What lies outside of an image, as in scipy.ndimage; the numbers are those of TypeScript.
enum Border { reflected = 0, constant = 1, nearest = 2, mirrored = 3, wrapped = 4 };
/// The place of an outer position inside; -1 where the border is constant.
i64 insideOf(i64 position, i64 size, i64 border);
