// The exported functions: open an engine, run one operation, close it.
#include "engine.h"
#if !defined(__wasm__)
#include <setjmp.h>
#include <stdlib.h>
#endif

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {
#define KERNEL(name) name,
constexpr Status (*operations[])(Call &) = {
#include "operations.def"
};
#undef KERNEL
constexpr i32 operationCount = sizeof(operations) / sizeof(operations[0]);
} // namespace

/// The names of all kernels in the order of their numbers, each with a space behind it.
EXPORT const char *titerNames() {
#define KERNEL(name) #name " "
  return
#include "operations.def"
      ;
#undef KERNEL
}

#if defined(__wasm__)
namespace {
Engine onlyEngine;
}
EXPORT Engine *titerOpen(i32 threads) {
  onlyEngine.pool.open(threads);
  return &onlyEngine;
}
EXPORT void titerClose(Engine *) {}
void Stop::leave() const { __builtin_trap(); }
#else
EXPORT void titerWatch(Engine *engine, const i32 *flag) { engine->stop.flag = flag; }
void Stop::leave() const { longjmp(*static_cast<jmp_buf *>(landing), 1); }
EXPORT Engine *titerOpen(i32 threads) {
  Engine *engine = static_cast<Engine *>(calloc(1, sizeof(Engine)));
  if (!engine) return nullptr;
  *engine = Engine{};
  engine->pool.open(threads);
  return engine;
}
EXPORT void titerClose(Engine *engine) {
  engine->pool.close();
  engine->arena.freeAll();
  free(engine);
}
#endif

EXPORT i32 titerThreads(Engine *engine) { return engine->pool.threads; }

/// Runs an operation; `scratch` is where scratch memory may begin (wasm only). Results replace the first `numbers` and `pointers`.
EXPORT i32 titerRun(Engine *engine, i32 operation, f64 *numbers, u64 *pointers, usize scratch) {
  if (operation < 0 || operation >= operationCount) return unknownOperation;
  engine->arena.reset(scratch);
#if !defined(__wasm__)
  jmp_buf landing; // kernels hold nothing that a destructor would have to give back
  if (_setjmp(landing) != 0) return stopped;
  engine->stop.landing = &landing;
#endif
  Call call{*engine, numbers, pointers};
  return operations[operation](call);
}

/// Copies a result table out of the engine.
EXPORT void titerCopy(void *to, u64 from, usize bytes) { __builtin_memcpy(to, reinterpret_cast<void *>(static_cast<usize>(from)), bytes); }
