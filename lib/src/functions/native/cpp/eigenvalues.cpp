// Eigenvalues of a symmetric 2 x 2 matrix per pixel, the larger first, as skimage.feature.hessian_matrix_eigvals.
#include "arguments.h"

/// In: float32 planes rr, rc, cc; out: two float32 planes.
Status eigenvalues(Call &call) {
  Arguments a(call);
  if (!a.inputsAre(isFloat32) || !a.outputsAre(isFloat32)) return wrongDtype;
  if (a.ins != 3 || a.outs != 2 || !a.oneShape()) return wrongShape;
  const f32 *rr = a.in(0).as<f32>(), *rc = a.in(1).as<f32>(), *cc = a.in(2).as<f32>();
  f32 *large = a.out(0).as<f32>(), *small = a.out(1).as<f32>();
  a.engine.parallelRows(a.in(0).count(), 0, [=](i64 from, i64 end, i32) {
    for (i64 i = from; i < end; i++) {
      f64 half = (static_cast<f64>(rr[i]) + cc[i]) / 2, difference = (static_cast<f64>(rr[i]) - cc[i]) / 2, cross = rc[i];
      f64 root = rootOf(difference * difference + cross * cross);
      large[i] = static_cast<f32>(half + root);
      small[i] = static_cast<f32>(half - root);
    }
  });
  return done;
}
