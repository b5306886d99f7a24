// Every pixel replaced by the linear interpolation between entries of a table, as numpy.interp with even positions.
#include "arguments.h"

/// numbers: positions of the first and the last entry. In: a plane, the table (float32); out: a plane of any dtype.
Status interpolate(Call &call) {
  Arguments a(call);
  if (a.ins != 2 || a.outs != 1 || !a.in(0).like(a.out(0))) return wrongShape;
  if (a.in(1).dtype != isFloat32) return wrongDtype;
  Image in = a.in(0), table = a.in(1), out = a.out(0);
  const f32 *entries = table.as<f32>();
  i64 last = table.count() - 1;
  f64 from = a.number(0), scale = a.number(1) > from ? static_cast<f64>(last) / (a.number(1) - from) : 0;
  auto at = [=](f64 value) -> f64 {
    f64 position = (value - from) * scale;
    if (!(position > 0)) return entries[0];
    if (position >= static_cast<f64>(last)) return entries[last];
    i64 below = static_cast<i64>(position);
    f64 part = position - static_cast<f64>(below);
    return static_cast<f64>(entries[below]) + part * (static_cast<f64>(entries[below + 1]) - entries[below]);
  };
  return byPixelType(in.dtype, [&](auto fromTag) {
    return byPixelType(out.dtype, [&](auto toTag) {
      using In = typename decltype(fromTag)::type;
      using Out = typename decltype(toTag)::type;
      a.engine.parallelRows(in.count(), 0, [&](i64 first, i64 end, i32) {
        for (i64 i = first; i < end; i++) out.as<Out>()[i] = toPixel<Out>(at(static_cast<f64>(in.as<In>()[i])));
      });
      return done;
    });
  });
}
