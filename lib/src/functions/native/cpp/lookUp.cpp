// Every pixel replaced by an entry of a table.
#include "arguments.h"

/// In: a plane of integers, the table as a plane; out: a plane of the table's dtype. Values beyond the table take its ends.
Status lookUp(Call &call) {
  Arguments a(call);
  if (a.ins != 2 || a.outs != 1 || !a.in(0).like(a.out(0))) return wrongShape;
  Image in = a.in(0), table = a.in(1), out = a.out(0);
  if (table.dtype != out.dtype || in.dtype == isFloat32) return wrongDtype;
  i64 last = table.count() - 1;
  return byPixelType(in.dtype, [&](auto from) {
    return byPixelType(out.dtype, [&](auto to) {
      using In = typename decltype(from)::type;
      using Out = typename decltype(to)::type;
      const In *pixels = in.as<In>();
      const Out *entries = table.as<Out>();
      a.engine.parallelRows(in.count(), 0, [&](i64 first, i64 end, i32) {
        for (i64 i = first; i < end; i++) out.as<Out>()[i] = entries[larger<i64>(0, smaller<i64>(pixels[i], last))];
      });
      return done;
    });
  });
}
