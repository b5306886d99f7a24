#include "fourier.h"
#include "elementary.h"

bool Fourier::prepare(Arena &arena, i64 wanted) {
  length = wanted;
  padded = 1;
  bool power = (length & (length - 1)) == 0;
  while (padded < (power ? length : 2 * length - 1)) padded *= 2;
  roots = arena.take<Complex>(larger<i64>(1, padded / 2));
  chirp = power ? nullptr : arena.take<Complex>(length);
  filter = power ? nullptr : arena.take<Complex>(padded);
  if (arena.failed) return false;
  for (i64 k = 0; k < padded / 2; k++) {
    OnCircle at = onCircle(-k, padded);
    roots[k] = {at.cosine, at.sine};
  }
  if (power) return true;
  fillValues(filter, Complex{0, 0}, padded);
  for (i64 k = 0; k < length; k++) {
    OnCircle at = onCircle(-(k * k % (2 * length)), 2 * length);
    chirp[k] = {at.cosine, at.sine};
    filter[k] = conjugate(chirp[k]);
    if (k) filter[padded - k] = filter[k];
  }
  radix2(filter, false);
  return true;
}

void Fourier::radix2(Complex *values, bool backwards) const {
  for (i64 i = 1, j = 0; i < padded; i++) {
    i64 bit = padded >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      Complex kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
  for (i64 size = 2; size <= padded; size *= 2) {
    i64 half = size / 2, step = padded / size;
    for (i64 start = 0; start < padded; start += size) {
      for (i64 k = 0; k < half; k++) {
        Complex root = backwards ? conjugate(roots[k * step]) : roots[k * step];
        Complex odd = values[start + k + half] * root;
        values[start + k + half] = values[start + k] - odd;
        values[start + k] = values[start + k] + odd;
      }
    }
  }
}

void Fourier::run(Complex *values, Complex *work, bool backwards) const {
  if (!chirp) return radix2(values, backwards);
  for (i64 k = 0; k < length; k++) work[k] = (backwards ? conjugate(values[k]) : values[k]) * chirp[k];
  fillValues(work + length, Complex{0, 0}, padded - length);
  radix2(work, false);
  for (i64 k = 0; k < padded; k++) work[k] = work[k] * filter[k];
  radix2(work, true);
  f64 scale = 1 / static_cast<f64>(padded);
  for (i64 k = 0; k < length; k++) {
    Complex value = work[k] * chirp[k];
    value = {value.re * scale, value.im * scale};
    values[k] = backwards ? conjugate(value) : value;
  }
}

Status transformPlane(Engine &engine, Complex *values, i64 height, i64 width, bool backwards) {
  Fourier rows, columns;
  if (!rows.prepare(engine.arena, width) || !columns.prepare(engine.arena, height)) return outOfMemory;
  i64 room = larger(rows.padded, columns.padded) + height;
  Complex *work = engine.arena.take<Complex>(engine.pool.threads * room);
  if (!work) return outOfMemory;
  engine.parallelRows(height, 0, [&](i64 from, i64 end, i32 part) {
    for (i64 y = from; y < end; y++) rows.run(values + y * width, work + part * room, backwards);
  });
  engine.parallelRows(width, 0, [&](i64 from, i64 end, i32 part) {
    Complex *column = work + part * room + larger(rows.padded, columns.padded);
    for (i64 x = from; x < end; x++) {
      for (i64 y = 0; y < height; y++) column[y] = values[y * width + x];
      columns.run(column, work + part * room, backwards);
      for (i64 y = 0; y < height; y++) values[y * width + x] = column[y];
    }
  });
  return done;
}
