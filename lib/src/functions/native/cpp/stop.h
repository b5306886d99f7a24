// Ending a kernel early: a flag that others set, which is looked at between shares of rows.
#pragma once
#include "base.h"

class Stop {
public:
  /// Shared with whoever may want to stop, or null.
  const i32 *flag = nullptr;
  /// Where `titerRun` goes on when a kernel is left; natively a jmp_buf.
  void *landing = nullptr;
  bool asked() const { return flag && __atomic_load_n(flag, __ATOMIC_RELAXED) != 0; } // set once, and it only tells us to stop
  /// Leaves the kernel; its scratch memory is forgotten with the next call. WebAssembly kernels have no flag and are never left.
  [[noreturn]] void leave() const;
};
