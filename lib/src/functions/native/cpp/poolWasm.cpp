// wasm runs on the caller's thread only.
#include "pool.h"

void Pool::open(i32) {}
void Pool::run(Work work, void *context) { work(context, 0); }
void Pool::close() {}
