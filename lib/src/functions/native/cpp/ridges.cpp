// Ridge filters on the eigenvalues of a Hessian per pixel: Frangi et al. (MICCAI 1998), Sato et al. (Medical Image Analysis 2, 1998),
// Meijering et al. (Cytometry 58A, 2004), in the 2D forms of skimage.filters.
#include "arguments.h"
#include "elementary.h"

namespace {
enum Measure { sato, meijering, frangi, structure };

/// The response of a dark ridge: `large` and `small` are the eigenvalues, the larger first.
inline f64 ridgeOf(i64 measure, f64 large, f64 small, f64 scale, f64 beta, f64 gamma) {
  switch (measure) {
  case sato: return scale * larger(large, 0.0);
  case meijering: {
    f64 first = large + small / 3, second = small + large / 3;
    return larger(magnitude(first) >= magnitude(second) ? first : second, 0.0);
  }
  case structure: return rootOf(large * large + small * small);
  default: {
    bool turned = magnitude(large) < magnitude(small);
    f64 weak = turned ? large : small, strong = larger(turned ? small : large, 1e-10), blob = magnitude(weak) / strong;
    f64 squares = large * large + small * small;
    return exponential(-blob * blob / (2 * beta * beta)) * (1 - exponential(-squares / (2 * gamma * gamma)));
  }
  }
}
} // namespace

/// numbers: the measure; 1 for dark ridges, -1 for bright ones; scale, beta, gamma. In: float32 planes, the eigenvalues (large, small);
/// out: a float32 plane.
Status ridges(Call &call) {
  Arguments a(call);
  if (!a.inputsAre(isFloat32) || !a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 2 || a.outs != 1 || !a.oneShape()) return wrongShape;
  i64 measure = a.integer(0);
  bool bright = a.number(1) < 0;
  f64 scale = a.number(2), beta = a.number(3), gamma = a.number(4);
  const f32 *large = a.in(0).as<f32>(), *small = a.in(1).as<f32>();
  f32 *out = a.out(0).as<f32>();
  a.engine.parallelRows(a.in(0).count(), 0, [=](i64 from, i64 end, i32) {
    for (i64 i = from; i < end; i++) {
      f64 high = bright ? -static_cast<f64>(small[i]) : large[i], low = bright ? -static_cast<f64>(large[i]) : small[i];
      out[i] = static_cast<f32>(ridgeOf(measure, high, low, scale, beta, gamma));
    }
  });
  return done;
}
