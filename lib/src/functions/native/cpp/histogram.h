// Exact histograms of integer planes.
#pragma once
#include "engine.h"

template <class T> constexpr i64 binsOf = static_cast<i64>(highest<T>()) + 1;

/// Counts of every value over all planes (pointers from `firstPlane` on), merged from two private tables per thread; null without memory.
template <class T> u64 *histogram(Call &call, i32 firstPlane, i64 planes, i64 pixels);
