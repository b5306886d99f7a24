// Erosion, dilation and what follows from them with a square of side 2r+1: rows, then columns, of the first; columns, then rows, of the second.
// Pixels outside the image never win, which for a symmetric element is the same as mirroring the image.
// Rows: window minima of length 2^p by doubling, then two overlapping windows. Columns: van Herk (Pattern Recognition Letters 13,
// 1992) and Gil & Werman (IEEE PAMI 15, 1993) on strips of columns, whose cost does not depend on r.
#include "morphology.h"

namespace {
template <class T> constexpr i64 strip = 256 / sizeof(T);

template <class T> struct Square {
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

  template <class Op> void slideIn(const T *in, i64 y, T *line) const {
    fillValues(line, Op::template neutral<T>, lineLength() + wide<T>);
    copyValues(line + radius, in + y * width, width);
    slideRow<Op>(line);
    for (i64 s = 0; s < strips(); s++) copyValues(stripped + (s * height + y) * strip<T>, line + s * strip<T>, strip<T>);
  }

  template <class Op> const T *slideOut(i64 y, T *line) const {
    fillValues(line, Op::template neutral<T>, radius);
    gather(y, line + radius);
    fillValues(line + radius + width, Op::template neutral<T>, lineLength() + wide<T> - radius - width);
    slideRow<Op>(line);
    return line;
  }

  void gather(i64 y, T *line) const {
    for (i64 s = 0; s < strips(); s++) copyValues(line + s * strip<T>, stripped + (s * height + y) * strip<T>, strip<T>);
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
    for (V &value : extreme) value = splat<V>(Op::template neutral<T>);
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
    for (V &value : extreme) value = splat<V>(Op::template neutral<T>);
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

/// numbers: height, width, dtype, radius, operation; pointers: in, out.
Status morphologySquare(Call &call) {
  return byDtype(call.integer(2), [&](auto tag) {
    using T = typename decltype(tag)::type;
    Engine &engine = call.engine;
    i64 operation = call.integer(4);
    Square<T> square{call.integer(0), call.integer(1), call.integer(3), nullptr};
    i64 height = square.height, width = square.width, lineLength = square.lineLength() + 64, suffixLength = 2 * square.side() * strip<T>;
    square.stripped = engine.arena.take<T>(square.strips() * strip<T> * height);
    T *lines = engine.arena.take<T>(engine.pool.threads * lineLength);
    T *suffixes = engine.arena.take<T>(engine.pool.threads * suffixLength);
    if (engine.arena.failed) return outOfMemory;
    const T *in = call.plane<T>(0);
    T *out = call.plane<T>(1);
    auto rows = [&](auto work) {
      engine.parallelRows(height, 0, [&](i64 first, i64 end, i32 part) {
        for (i64 y = first; y < end; y++) work(y, lines + part * lineLength);
      });
    };
    auto columns = [&](auto work) {
      engine.parallelRows(square.strips(), 0, [&](i64 first, i64 end, i32 part) {
        for (i64 s = first; s < end; s++) work(square.stripped + s * height * strip<T>, suffixes + part * suffixLength);
      });
    };
    /// One operation: to out, then what `write` makes of it.
    auto single = [&](auto op, auto write) {
      using Op = decltype(op);
      rows([&](i64 y, T *line) { square.template slideIn<Op>(in, y, line); });
      columns([&](T *column, T *suffix) { square.template slideColumns<Op>(column, suffix); });
      rows([&](i64 y, T *line) {
        square.gather(y, line);
        for (i64 x = 0; x < width; x++) out[y * width + x] = write(line[x], out[y * width + x]);
      });
    };
    auto twice = [&](auto firstOp, auto secondOp, auto write) {
      using First = decltype(firstOp);
      using Second = decltype(secondOp);
      rows([&](i64 y, T *line) { square.template slideIn<First>(in, y, line); });
      columns([&](T *column, T *suffix) {
        square.template slideColumns<First>(column, suffix);
        square.template slideColumns<Second>(column, suffix);
      });
      rows([&](i64 y, T *line) {
        const T *found = square.template slideOut<Second>(y, line);
        for (i64 x = 0; x < width; x++) out[y * width + x] = write(found[x], in[y * width + x]);
      });
    };
    auto itself = [](T found, T) { return found; };
    switch (operation) {
    case eroded: single(Erosion{}, itself); return done;
    case dilated: single(Dilation{}, itself); return done;
    case opened: twice(Erosion{}, Dilation{}, itself); return done;
    case closed: twice(Dilation{}, Erosion{}, itself); return done;
    case whiteTopHat: twice(Erosion{}, Dilation{}, [](T found, T pixel) { return static_cast<T>(pixel - found); }); return done;
    case blackTopHat: twice(Dilation{}, Erosion{}, [](T found, T pixel) { return static_cast<T>(found - pixel); }); return done;
    case gradient:
      single(Erosion{}, itself);
      single(Dilation{}, [](T found, T low) { return static_cast<T>(found - low); });
      return done;
    default: return wrongNumber;
    }
  });
}
