// Types, vectors and limits shared by all kernels. Nothing here needs a library; VB is the vector width in bytes (16, 32 or 64).
#pragma once

using u8 = unsigned char;
using u16 = unsigned short;
using u32 = unsigned int;
using u64 = unsigned long long;
using i32 = int;
using i64 = long long;
using f32 = float;
using f64 = double;
using usize = __SIZE_TYPE__;

template <class T, int N> struct VectorOf {
#if defined(__clang__)
  typedef T type __attribute__((ext_vector_type(N)));
#else // the sanitizers' build
  typedef T type __attribute__((vector_size(N * sizeof(T))));
#endif
};
/// N values of T in one vector.
template <class T, int N> using VecN = typename VectorOf<T, N>::type;
/// As many values of T as one register holds.
template <class T> using Vec = VecN<T, VB / sizeof(T)>;
template <class T> constexpr i64 lanes = VB / sizeof(T);

/// The same value in all places of a vector.
template <class V, class T> inline V splat(T value) { return V{} + value; }
template <class V> inline V load(const void *from) {
  V value;
  __builtin_memcpy(&value, from, sizeof(V));
  return value;
}
template <class V> inline void store(void *to, V value) { __builtin_memcpy(to, &value, sizeof(V)); }
template <class T> inline void copyValues(T *to, const T *from, i64 count) {
  __builtin_memcpy(to, from, static_cast<usize>(count) * sizeof(T));
}
template <class T> inline void fillValues(T *to, T value, i64 count) {
  for (i64 i = 0; i < count; i++) to[i] = value;
}

template <class I, I... lane> struct Indices {};
#if defined(__clang__)
template <i32 N> using UpTo = __make_integer_seq<Indices, i32, N>;
#else
template <i32 N> using UpTo = Indices<i32, __integer_pack(N)...>;
#endif
/// The lanes of two vectors in turn: the first halves of both, or the second halves (`half` 1).
template <class V, i32 N, i32 half, i32... lane> inline V interleaved(V a, V b, Indices<i32, lane...>) {
  return __builtin_shufflevector(a, b, (lane % 2 * N + half * N / 2 + lane / 2)...);
}

inline f64 rootOf(f64 value) { return __builtin_sqrt(value); }
inline f32 rootOf(f32 value) { return __builtin_sqrtf(value); }
template <class T> inline T magnitude(T value) { return value < 0 ? -value : value; }

template <class T> constexpr T lowest();
template <> constexpr u8 lowest<u8>() { return 0; }
template <> constexpr u16 lowest<u16>() { return 0; }
template <> constexpr f32 lowest<f32>() { return -__builtin_inff(); }
template <> constexpr i32 lowest<i32>() { return -2147483647 - 1; }
template <class T> constexpr T highest();
template <> constexpr u8 highest<u8>() { return 255; }
template <> constexpr u16 highest<u16>() { return 65535; }
template <> constexpr f32 highest<f32>() { return __builtin_inff(); }

template <> constexpr i32 highest<i32>() { return 2147483647; }

template <class T> constexpr T smaller(T a, T b) { return a < b ? a : b; }
template <class T> constexpr T larger(T a, T b) { return a > b ? a : b; }
template <class T> constexpr T roundUp(T value, T step) { return (value + step - 1) / step * step; }

/// What `titerRun` answers; the same numbers are in the TypeScript side.
enum Status { done = 0, outOfMemory = 1, unknownOperation = 2, notANumber = 3, wrongDtype = 4, wrongShape = 5, wrongNumber = 6, stopped = 7 };
