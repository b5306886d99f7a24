// A fixed set of threads that run one function together. With one thread there is no pool and no cost.
#pragma once
#include "base.h"

class Pool {
public:
  /// Part `part` of `parts` of some work; the caller runs part 0.
  using Work = void (*)(void *context, i32 part, i32 parts);
  /// Starts the threads and returns how many run, the caller included.
  i32 open(i32 threads);
  void run(Work work, void *context);
  void close();
  i32 threads = 1;

private:
  struct State;
  State *state = nullptr;
};
