// A fixed set of threads that help with the work of their caller. With one thread there is no pool and no cost.
#pragma once
#include "base.h"

class Pool {
public:
  /// Does shares of some work until none is left; `thread` is 0 for the caller. Threads that come too late find none.
  using Work = void (*)(void *context, i32 thread);
  /// Starts the threads; `threads` says how many there are then, the caller included.
  void open(i32 wanted);
  /// Runs the work on the caller and on every thread that comes in time; returns when all shares are done.
  void run(Work work, void *context);
  void close();
  i32 threads = 1;

private:
  struct State;
  State *state = nullptr;
};
