// White top-hat with a square of side 2r+1: rows, then columns, of the erosion; columns, then rows, of the dilation.
// Pixels outside the image never win, which for a symmetric element is the same as mirroring the image.
// Rows: window minima of length 2^p by doubling, then two overlapping windows. Columns: van Herk (Pattern Recognition Letters 13,
// 1992) and Gil & Werman (IEEE PAMI 15, 1993) on strips of columns, whose cost does not depend on r.
#include "morphology.h"

namespace {
template <class T> constexpr i64 strip = 256 / sizeof(T);

template <class T> struct TopHat {
  const T *in;
  T *out;
  i64 height, width, radius;
  T *stripped; // the image strip by strip, each height x strip<T>

  i64 side() const { return 2 * radius + 1; }
  i64 strips() const { return (width + strip<T> - 1) / strip<T>; }
  i64 lineLength() const { return strips() * strip<T> + 2 * radius; }

  /// Window extremes of a line that starts `radius` before the image; afterwards line[x] belongs to column x.
  template <class Op> void slideRow(T *line) const {
    i64 window = 1;
    for (; 2 * window <= side(); window *= 2) combine<Op>(line, line, line + window, lineLength() - window);
    combine<Op>(line, line, line + side() - window, strips() * strip<T>);
  }

  void erodeRow(i64 y, T *line) const {
    fillValues(line, Erosion::neutral<T>, lineLength() + wide<T>);
    copyValues(line + radius, in + y * width, width);
    slideRow<Erosion>(line);
    for (i64 s = 0; s < strips(); s++) copyValues(stripped + (s * height + y) * strip<T>, line + s * strip<T>, strip<T>);
  }

  void dilateRow(i64 y, T *line) const {
    fillValues(line, Dilation::neutral<T>, radius);
    for (i64 s = 0; s < strips(); s++) copyValues(line + radius + s * strip<T>, stripped + (s * height + y) * strip<T>, strip<T>);
    fillValues(line + radius + width, Dilation::neutral<T>, lineLength() + wide<T> - radius - width);
    slideRow<Dilation>(line);
    for (i64 x = 0; x < width; x++) out[y * width + x] = static_cast<T>(in[y * width + x] - line[x]);
  }

  /// In place. `suffixes` holds two blocks of `side` rows: the extremes from each row to the end of its block.
  template <class Op> void slideColumns(T *column, T *suffixes) const {
    T *current = suffixes, *next = suffixes + side() * strip<T>;
    suffixBlock<Op>(column, 0, current);
    for (i64 start = 0; start < height; start += side()) {
      suffixBlock<Op>(column, start + side(), next); // before its rows are overwritten below
      windowBlock<Op>(column, start, current);
      T *used = current;
      current = next;
      next = used;
    }
  }

  /// Positions count from `radius` before the first row.
  template <class Op> void suffixBlock(const T *column, i64 start, T *suffix) const {
    using V = Wide<T>;
    constexpr i64 count = strip<T> / wide<T>;
    V extreme[count];
    for (V &value : extreme) value = V(Op::template neutral<T>);
    for (i64 i = side() - 1; i >= 0; i--) {
      i64 y = start + i - radius;
      bool inside = y >= 0 && y < height;
      for (i64 v = 0; v < count; v++) {
        if (inside) extreme[v] = Op::of(extreme[v], load<V>(column + y * strip<T> + v * wide<T>));
        store(suffix + i * strip<T> + v * wide<T>, extreme[v]);
      }
    }
  }

  template <class Op> void windowBlock(T *column, i64 start, const T *suffix) const {
    using V = Wide<T>;
    constexpr i64 count = strip<T> / wide<T>;
    V extreme[count];
    for (V &value : extreme) value = V(Op::template neutral<T>);
    for (i64 i = 0; i < side() && start + i < height; i++) {
      i64 newest = start + i + radius;
      bool inside = i > 0 && newest < height;
      for (i64 v = 0; v < count; v++) {
        if (inside) extreme[v] = Op::of(extreme[v], load<V>(column + newest * strip<T> + v * wide<T>));
        store(column + (start + i) * strip<T> + v * wide<T>, Op::of(extreme[v], load<V>(suffix + i * strip<T> + v * wide<T>)));
      }
    }
  }
};
} // namespace

/// numbers: height, width, dtype, radius; pointers: in, out.
Status topHatSquare(Call &call) {
  return byDtype(call.integer(2), [&](auto tag) {
    using T = typename decltype(tag)::type;
    Engine &engine = call.engine;
    TopHat<T> hat{call.plane<T>(0), call.plane<T>(1), call.integer(0), call.integer(1), call.integer(3), nullptr};
    i64 lineLength = hat.lineLength() + 64, suffixLength = 2 * hat.side() * strip<T>;
    hat.stripped = engine.arena.take<T>(hat.strips() * strip<T> * hat.height);
    T *lines = engine.arena.take<T>(engine.pool.threads * lineLength);
    T *suffixes = engine.arena.take<T>(engine.pool.threads * suffixLength);
    if (engine.arena.failed) return outOfMemory;
    engine.parallelRows(hat.height, 0, [&](i64 first, i64 end, i32 part) {
      for (i64 y = first; y < end; y++) hat.erodeRow(y, lines + part * lineLength);
    });
    engine.parallelRows(hat.strips(), 0, [&](i64 first, i64 end, i32 part) {
      for (i64 s = first; s < end; s++) {
        T *column = hat.stripped + s * hat.height * strip<T>;
        hat.template slideColumns<Erosion>(column, suffixes + part * suffixLength);
        hat.template slideColumns<Dilation>(column, suffixes + part * suffixLength);
      }
    });
    engine.parallelRows(hat.height, 0, [&](i64 first, i64 end, i32 part) {
      for (i64 y = first; y < end; y++) hat.dilateRow(y, lines + part * lineLength);
    });
    return done;
  });
}
