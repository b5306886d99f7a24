// Labels replaced by entries of a table, one per label: to remove, renumber or paint a measured value.
#include "arguments.h"

/// In: labels (int32), the new value of each label from 0 on, as a plane; out: a plane of any dtype. Labels beyond become 0.
Status relabel(Call &call) {
  Arguments a(call);
  if (a.ins != 2 || a.outs != 1 || !a.in(0).like(a.out(0))) return wrongShape;
  if (a.in(0).dtype != isInt32 || a.in(1).dtype != a.out(0).dtype) return wrongDtype;
  i64 entries = a.in(1).count();
  const i32 *labels = a.in(0).as<i32>();
  return byPixelType(a.out(0).dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T *table = a.in(1).as<T>();
    T *out = a.out(0).as<T>();
    a.engine.parallelRows(a.in(0).count(), 0, [&](i64 from, i64 end, i32) {
      for (i64 i = from; i < end; i++) out[i] = labels[i] >= 0 && labels[i] < entries ? table[labels[i]] : T(0);
    });
    return done;
  });
}
