// The median of 3 x 3 or 5 x 5 by comparisons of whole rows: columns are sorted once per row of results and shared by the pixels beside
// each other; then rows of ranks, and what lies between (Smith, Implementing median filters in XC4000E FPGAs, 1996, for 3 x 3). Borders are
// reflected: sorting a column does not depend on where it stands, so the sorted columns are reflected and no wider image is made.
#include "arguments.h"

namespace {
template <class V> inline void order(V &low, V &high) {
  V least = low < high ? low : high;
  high = low < high ? high : low;
  low = least;
}

template <class V> inline void sortThree(V *v) {
  order(v[0], v[1]);
  order(v[1], v[2]);
  order(v[0], v[1]);
}

template <class V> inline void sortFive(V *v) {
  order(v[0], v[3]);
  order(v[1], v[4]);
  order(v[0], v[2]);
  order(v[1], v[3]);
  order(v[0], v[1]);
  order(v[2], v[4]);
  order(v[1], v[2]);
  order(v[3], v[4]);
  order(v[2], v[3]);
}

/// Puts the least of `count` values first and the greatest last.
template <i32 count, class V> inline void extremes(V *v) {
  for (i32 i = 0; i < count / 2; i++) order(v[i], v[count - 1 - i]);
  for (i32 i = 1; i < (count + 1) / 2; i++) order(v[0], v[i]);
  for (i32 i = count / 2; i < count - 1; i++) order(v[i], v[count - 1]);
}

/// The median of `kept` (count values) and `next`, of which one more is left each time: the extremes of more than half cannot be it.
template <i32 count, class V> inline V medianOfRest(V *kept, const V *next) {
  extremes<count>(kept);
  if constexpr (count == 3) {
    return kept[1];
  } else {
    kept[0] = *next; // the greatest goes, the next takes the place of the least
    return medianOfRest<count - 1>(kept, next + 1);
  }
}

/// The median of nine from columns sorted upwards: `rows[r]` are the columns' r-th values.
template <class V> inline V medianOfNine(V (*rows)[5]) {
  for (i32 r = 0; r < 3; r++) sortThree(rows[r]);
  V diagonal[3] = {rows[0][2], rows[1][1], rows[2][0]};
  sortThree(diagonal);
  return diagonal[1];
}

/// The median of 25. With columns and rows sorted, the value at (r, c) is at least (r + 1)(c + 1) - 1 others: six are surely above the
/// median, six below; of the 13 left the extremes go, pair by pair.
template <class V> inline V medianOf25(V (*rows)[5]) {
  for (i32 r = 0; r < 5; r++) sortFive(rows[r]);
  V kept[8] = {rows[0][3], rows[0][4], rows[1][2], rows[1][3], rows[1][4], rows[2][1], rows[2][2], rows[2][3]};
  const V next[5] = {rows[3][0], rows[3][1], rows[3][2], rows[4][0], rows[4][1]};
  return medianOfRest<8>(kept, next);
}

template <class T, i32 radius> Status medianOf(const Arguments &a) {
  constexpr i64 n = lanes<T>, side = 2 * radius + 1;
  using V = Vec<T>;
  Image in = a.in(0), out = a.out(0);
  i64 width = in.width, stride = roundUp(width, n) + 2 * n;
  T *sorted = a.engine.arena.take<T>(a.engine.pool.threads * side * stride);
  if (!sorted) return outOfMemory;
  a.engine.parallelRows(in.height, radius, [&](i64 from, i64 end, i32 part) {
    T *ranks[side];
    for (i64 r = 0; r < side; r++) ranks[r] = sorted + (part * side + r) * stride + n;
    for (i64 y = from; y < end; y++) {
      const T *rows[side];
      for (i64 r = 0; r < side; r++) rows[r] = in.row<T>(insideOf(y + r - radius, in.height, reflected));
      for (i64 x = 0; x < width; x += n) {
        V column[5];
        for (i64 r = 0; r < side; r++) {
          if (x + n <= width) {
            column[r] = load<V>(rows[r] + x);
          } else { // planes have no room behind their end
            T rest[n] = {};
            copyValues(rest, rows[r] + x, width - x);
            column[r] = load<V>(rest);
          }
        }
        if constexpr (radius == 1) sortThree(column);
        else sortFive(column);
        for (i64 r = 0; r < side; r++) store(ranks[r] + x, column[r]);
      }
      for (i64 r = 0; r < side; r++)
        for (i64 i = 1; i <= radius; i++) {
          ranks[r][-i] = ranks[r][insideOf(-i, width, reflected)];
          ranks[r][width - 1 + i] = ranks[r][insideOf(width - 1 + i, width, reflected)];
        }
      T *to = out.row<T>(y);
      for (i64 x = 0; x < width; x += n) {
        V values[5][5];
        for (i64 r = 0; r < side; r++)
          for (i64 c = 0; c < side; c++) values[r][c] = load<V>(ranks[r] + x + c - radius);
        V found;
        if constexpr (radius == 1) found = medianOfNine(values);
        else found = medianOf25(values);
        if (x + n <= width) {
          store(to + x, found);
        } else {
          T rest[n];
          store(rest, found);
          copyValues(to + x, rest, width - x);
        }
      }
    }
  });
  return done;
}
} // namespace

/// numbers: radius (1 or 2). In: a plane of integers; out: a plane of the same dtype.
Status medianSquare(Call &call) {
  Arguments a(call);
  if (a.ins != 1 || a.outs != 1 || !a.oneShape()) return wrongShape;
  if (a.in(0).dtype != a.out(0).dtype || a.in(0).dtype == isFloat32) return wrongDtype;
  i64 radius = a.integer(0);
  if (radius != 1 && radius != 2) return wrongNumber;
  return byPixelType(a.in(0).dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (__is_same(T, f32)) return wrongDtype;
    else return radius == 1 ? medianOf<T, 1>(a) : medianOf<T, 2>(a);
  });
}
