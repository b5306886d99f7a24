// Spin, then wait: work that follows at once is taken without a system call, an idle pool costs nothing. The caller never waits
// for a thread that has not begun: it shuts the gate, and whoever wakes later finds it shut.
#include "pool.h"
#include <pthread.h>
#include <stdlib.h>

namespace {
constexpr i32 spins = 4000;

inline void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}
} // namespace

struct Pool::State {
  pthread_mutex_t mutex;
  pthread_cond_t started, finished;
  // Written only while the gate is shut and nobody inside; read only inside.
  Work work;
  void *context;
  u32 gate;       // atomic: `open`, and how many threads are inside
  u32 generation; // atomic: raised under the mutex for each work, so that a thread about to sleep can't miss it
  bool stop;      // guarded by `generation`
  struct Thread {
    State *state;
    i32 number;
    pthread_t handle;
  } *list;

  static constexpr u32 open = 1u << 31;
  static void *main(void *argument);
  void announce();
  bool enter();
  void leave();
  void loop(i32 number);
};

void *Pool::State::main(void *argument) {
  Thread *self = static_cast<Thread *>(argument);
  self->state->loop(self->number);
  return nullptr;
}

void Pool::State::announce() {
  pthread_mutex_lock(&mutex);
  __atomic_add_fetch(&generation, 1, __ATOMIC_RELEASE);
  pthread_cond_broadcast(&started);
  pthread_mutex_unlock(&mutex);
}

/// Acquires what the caller wrote before it opened the gate.
bool Pool::State::enter() {
  u32 seen = __atomic_load_n(&gate, __ATOMIC_RELAXED);
  while (seen & open)
    if (__atomic_compare_exchange_n(&gate, &seen, seen + 1, true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return true;
  return false;
}

/// Releases what was done inside; the last one out of a shut gate wakes the caller.
void Pool::State::leave() {
  if (__atomic_sub_fetch(&gate, 1, __ATOMIC_ACQ_REL) != 0) return;
  pthread_mutex_lock(&mutex);
  pthread_cond_signal(&finished);
  pthread_mutex_unlock(&mutex);
}

void Pool::State::loop(i32 number) {
  for (u32 seen = 0;;) {
    auto waiting = [&] { return __atomic_load_n(&generation, __ATOMIC_ACQUIRE) == seen; };
    for (i32 i = 0; i < spins && waiting(); i++) pause();
    if (waiting()) {
      pthread_mutex_lock(&mutex);
      while (waiting()) pthread_cond_wait(&started, &mutex);
      pthread_mutex_unlock(&mutex);
    }
    seen = __atomic_load_n(&generation, __ATOMIC_ACQUIRE);
    if (stop) return;
    if (!enter()) continue;
    work(context, number);
    leave();
  }
}

void Pool::open(i32 wanted) {
  if (wanted <= 1) return;
  state = static_cast<State *>(calloc(1, sizeof(State)));
  if (!state) return;
  state->list = static_cast<State::Thread *>(calloc(static_cast<usize>(wanted), sizeof(State::Thread)));
  pthread_mutex_init(&state->mutex, nullptr);
  pthread_cond_init(&state->started, nullptr);
  pthread_cond_init(&state->finished, nullptr);
  while (state->list && threads < wanted) {
    State::Thread &thread = state->list[threads];
    thread.state = state;
    thread.number = threads;
    if (pthread_create(&thread.handle, nullptr, State::main, &thread) != 0) break;
    threads++;
  }
}

void Pool::run(Work work, void *context) {
  if (threads == 1) return work(context, 0);
  State &s = *state;
  s.work = work;
  s.context = context;
  __atomic_store_n(&s.gate, State::open, __ATOMIC_RELEASE);
  s.announce();
  work(context, 0);
  __atomic_and_fetch(&s.gate, ~State::open, __ATOMIC_ACQ_REL);
  auto busy = [&] { return __atomic_load_n(&s.gate, __ATOMIC_ACQUIRE) != 0; };
  for (i32 i = 0; i < spins && busy(); i++) pause();
  if (busy()) {
    pthread_mutex_lock(&s.mutex);
    while (busy()) pthread_cond_wait(&s.finished, &s.mutex);
    pthread_mutex_unlock(&s.mutex);
  }
}

void Pool::close() {
  if (!state) return;
  State &s = *state;
  s.stop = true;
  s.announce();
  for (i32 i = 1; i < threads; i++) pthread_join(s.list[i].handle, nullptr);
  pthread_mutex_destroy(&s.mutex);
  pthread_cond_destroy(&s.started);
  pthread_cond_destroy(&s.finished);
  free(s.list);
  free(state);
  state = nullptr;
  threads = 1;
}
