#include "fourier.h"
#include "elementary.h"

namespace {
template <class V> struct Point {
  V re, im;
  Point operator+(Point other) const { return {re + other.re, im + other.im}; }
  Point operator-(Point other) const { return {re - other.re, im - other.im}; }
  template <class T> Point scaled(T by) const { return {re * by, im * by}; }
  /// Times -i.
  Point turned() const { return {im, -re}; }
};

template <i32 factor, class T, class V> void butterfly(Point<V> *p) {
  if constexpr (factor == 2) {
    Point<V> a = p[0], b = p[1];
    p[0] = a + b;
    p[1] = a - b;
  } else if constexpr (factor == 3) {
    Point<V> sum = p[1] + p[2], across = (p[1] - p[2]).scaled(T(0.86602540378443864676)).turned(), middle = p[0] - sum.scaled(T(0.5));
    p[0] = p[0] + sum;
    p[1] = middle + across;
    p[2] = middle - across;
  } else if constexpr (factor == 4) {
    Point<V> even = p[0] + p[2], evenLess = p[0] - p[2], odd = p[1] + p[3], oddLess = (p[1] - p[3]).turned();
    p[0] = even + odd;
    p[1] = evenLess + oddLess;
    p[2] = even - odd;
    p[3] = evenLess - oddLess;
  } else {
    constexpr T c1 = T(0.30901699437494742410), c2 = T(-0.80901699437494742410), s1 = T(0.95105651629515357212), s2 = T(0.58778525229247312917);
    Point<V> near = p[1] + p[4], far = p[2] + p[3], nearLess = p[1] - p[4], farLess = p[2] - p[3];
    Point<V> one = p[0] + near.scaled(c1) + far.scaled(c2), two = p[0] + near.scaled(c2) + far.scaled(c1);
    Point<V> oneAcross = (nearLess.scaled(s1) + farLess.scaled(s2)).turned(), twoAcross = (nearLess.scaled(s2) - farLess.scaled(s1)).turned();
    p[0] = p[0] + near + far;
    p[1] = one + oneAcross;
    p[2] = two + twoAcross;
    p[3] = two - twoAcross;
    p[4] = one - oneAcross;
  }
}

/// Turns a square of as many rows and columns as a vector has lanes: halves of the rows are interleaved until every lane is a row.
template <class T> void turnSquare(const T *from, i64 fromStride, T *to, i64 toStride) {
  constexpr i32 n = lanes<T>;
  Vec<T> rows[n], next[n];
  for (i32 i = 0; i < n; i++) rows[i] = load<Vec<T>>(from + i * fromStride);
  for (i32 step = 1; step < n; step *= 2) {
    for (i32 i = 0; i < n / 2; i++) {
      next[2 * i] = interleaved<Vec<T>, n, 0>(rows[i], rows[i + n / 2], UpTo<n>{});
      next[2 * i + 1] = interleaved<Vec<T>, n, 1>(rows[i], rows[i + n / 2], UpTo<n>{});
    }
    for (i32 i = 0; i < n; i++) rows[i] = next[i];
  }
  for (i32 i = 0; i < n; i++) store(to + i * toStride, rows[i]);
}
} // namespace

bool isSmooth(i64 length) {
  const i64 factors[] = {2, 3, 5};
  for (i64 factor : factors)
    while (length % factor == 0) length /= factor;
  return length == 1;
}

template <class T> bool Fourier<T>::prepare(Arena &arena, i64 wanted) {
  length = room = wanted;
  bool direct = isSmooth(length);
  if (!direct)
    for (room = 1; room < 2 * length - 1;) room *= 2;
  roots = arena.take<Root>(room);
  chirp = direct ? nullptr : arena.take<Root>(length);
  filter = direct ? nullptr : arena.take<Root>(room);
  Signals<T> one{}, other{};
  if (!direct) {
    one = takeSignals<T>(arena, room);
    other = takeSignals<T>(arena, room);
  }
  if (arena.failed) return false;
  auto root = [](i64 k, i64 size) {
    OnCircle at = onCircle(-k, size);
    return Root{static_cast<T>(at.cosine), static_cast<T>(at.sine)};
  };
  for (i64 k = 0; k < room; k++) roots[k] = root(k, room);
  if (direct) return true;
  for (i64 k = 0; k < room; k++) one.re[k] = one.im[k] = Vec<T>{};
  for (i64 k = 0; k < length; k++) {
    chirp[k] = root(k * k % (2 * length), 2 * length);
    const i64 both[] = {k, (room - k) % room};
    for (i64 at : both) {
      one.re[at] = splat<Vec<T>>(chirp[k].re);
      one.im[at] = splat<Vec<T>>(-chirp[k].im);
    }
  }
  Signals<T> found = smooth(one, other);
  for (i64 k = 0; k < room; k++) filter[k] = {found.re[k][0], found.im[k][0]};
  return true;
}

template <class T> template <i32 factor> void Fourier<T>::stage(Signals<T> from, Signals<T> to, i64 groups, i64 stride) const {
  for (i64 group = 0; group < groups; group++) {
    Root root[factor];
    for (i64 j = 1; j < factor; j++) root[j] = roots[group * j * stride];
    for (i64 k = 0; k < stride; k++) {
      Point<Vec<T>> p[factor];
      for (i64 j = 0; j < factor; j++) {
        i64 at = k + stride * (group + groups * j);
        p[j] = {from.re[at], from.im[at]};
      }
      butterfly<factor, T>(p);
      for (i64 j = 0; j < factor; j++) {
        i64 at = k + stride * (factor * group + j);
        to.re[at] = j == 0 ? p[0].re : p[j].re * root[j].re - p[j].im * root[j].im;
        to.im[at] = j == 0 ? p[0].im : p[j].re * root[j].im + p[j].im * root[j].re;
      }
    }
  }
}

template <class T> Signals<T> Fourier<T>::smooth(Signals<T> values, Signals<T> work) const {
  for (i64 left = room, stride = 1; left > 1;) {
    i64 factor = left % 4 == 0 ? 4 : left % 2 == 0 ? 2 : left % 3 == 0 ? 3 : 5;
    left /= factor;
    switch (factor) {
    case 4: stage<4>(values, work, left, stride); break;
    case 2: stage<2>(values, work, left, stride); break;
    case 3: stage<3>(values, work, left, stride); break;
    default: stage<5>(values, work, left, stride);
    }
    stride *= factor;
    Signals<T> result = work;
    work = values;
    values = result;
  }
  return values;
}

template <class T> Signals<T> Fourier<T>::run(Signals<T> values, Signals<T> work, bool backwards) const {
  if (backwards) return run(values.swapped(), work.swapped(), false).swapped(); // re and im change places
  if (!chirp) return smooth(values, work);
  auto times = [](Signals<T> points, i64 k, Root by) {
    Vec<T> re = points.re[k], im = points.im[k];
    points.re[k] = re * by.re - im * by.im;
    points.im[k] = re * by.im + im * by.re;
  };
  for (i64 k = 0; k < length; k++) times(values, k, chirp[k]);
  for (i64 k = length; k < room; k++) values.re[k] = values.im[k] = Vec<T>{};
  Signals<T> found = smooth(values, work);
  for (i64 k = 0; k < room; k++) times(found, k, filter[k]);
  Signals<T> free = found.re == values.re ? work : values;
  found = smooth(found.swapped(), free.swapped()).swapped();
  T scale = T(1) / static_cast<T>(room);
  for (i64 k = 0; k < length; k++) times(found, k, {chirp[k].re * scale, chirp[k].im * scale});
  return found;
}

template <class T> void ComplexPlane<T>::readColumns(i64 x, Signals<T> to) const {
  for (i64 y = 0; y < height; y++) {
    to.re[y] = load<Vec<T>>(re + y * stride + x);
    to.im[y] = load<Vec<T>>(im + y * stride + x);
  }
}
template <class T> void ComplexPlane<T>::writeColumns(i64 x, Signals<T> from) const {
  for (i64 y = 0; y < height; y++) {
    store(re + y * stride + x, from.re[y]);
    store(im + y * stride + x, from.im[y]);
  }
}
template <class T> void ComplexPlane<T>::readRows(i64 y, Signals<T> to) const {
  for (i64 x = 0; x < width; x += lanes<T>) {
    turnSquare(re + y * stride + x, stride, reinterpret_cast<T *>(to.re + x), lanes<T>);
    turnSquare(im + y * stride + x, stride, reinterpret_cast<T *>(to.im + x), lanes<T>);
  }
}
template <class T> void ComplexPlane<T>::writeRows(i64 y, Signals<T> from) const {
  for (i64 x = 0; x < width; x += lanes<T>) {
    turnSquare(reinterpret_cast<const T *>(from.re + x), lanes<T>, re + y * stride + x, stride);
    turnSquare(reinterpret_cast<const T *>(from.im + x), lanes<T>, im + y * stride + x, stride);
  }
}

template <class T> Status transformPlane(Engine &engine, const ComplexPlane<T> &plane, bool backwards) {
  Fourier<T> rows, columns;
  if (!rows.prepare(engine.arena, plane.width) || !columns.prepare(engine.arena, plane.height)) return outOfMemory;
  i64 room = larger(roundUp(rows.room, lanes<T>), columns.room);
  Signals<T> space = takeSignals<T>(engine.arena, 2 * room * engine.pool.threads);
  if (engine.arena.failed) return outOfMemory;
  auto part = [&](i32 thread, i64 half) { return Signals<T>{space.re + (2 * thread + half) * room, space.im + (2 * thread + half) * room}; };
  engine.parallelRows(roundUp(plane.height, lanes<T>) / lanes<T>, 0, [&](i64 from, i64 end, i32 thread) {
    for (i64 y = from * lanes<T>; y < end * lanes<T>; y += lanes<T>) {
      plane.readRows(y, part(thread, 0));
      plane.writeRows(y, rows.run(part(thread, 0), part(thread, 1), backwards));
    }
  });
  engine.parallelRows(plane.stride / lanes<T>, 0, [&](i64 from, i64 end, i32 thread) {
    for (i64 x = from * lanes<T>; x < end * lanes<T>; x += lanes<T>) {
      plane.readColumns(x, part(thread, 0));
      plane.writeColumns(x, columns.run(part(thread, 0), part(thread, 1), backwards));
    }
  });
  return done;
}

void crossSpectrum(const ComplexPlane<f64> &plane) {
  auto [height, width, stride, re, im] = plane;
  for (i64 y = 0; y <= height / 2; y++) {
    i64 across = (height - y) % height;
    for (i64 x = 0; x < width; x++) {
      if (across == y && x > width / 2) break; // the other half of the row was written with the first
      i64 here = y * stride + x, there = across * stride + (width - x) % width;
      f64 firstRe = (re[here] + re[there]) / 2, firstIm = (im[here] - im[there]) / 2;
      f64 secondRe = (im[here] + im[there]) / 2, secondIm = (re[there] - re[here]) / 2;
      re[here] = re[there] = firstRe * secondRe + firstIm * secondIm;
      im[here] = firstIm * secondRe - firstRe * secondIm;
      im[there] = -im[here];
    }
  }
}

template class Fourier<f32>;
template class Fourier<f64>;
template struct ComplexPlane<f32>;
template struct ComplexPlane<f64>;
template Status transformPlane(Engine &, const ComplexPlane<f64> &, bool);
