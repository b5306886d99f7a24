// Spin, then wait: work that follows at once is taken without a system call, an idle pool costs nothing.
#include "pool.h"
#include <pthread.h>
#include <sched.h>
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
  // Written only while no thread works (all arrived at the end of the work before), so plain reads after `generation` are safe.
  Work work;
  void *context;
  i32 threads;
  bool stop;
  u32 generation; // atomic; raised under the mutex, so that a thread about to sleep can't miss it
  i32 pending;    // atomic; threads that have not finished the current work
  struct Thread {
    State *state;
    i32 part;
    pthread_t handle;
  } *list;

  static void *main(void *argument);
  void loop(i32 part);
};

void *Pool::State::main(void *argument) {
  Thread *self = static_cast<Thread *>(argument);
  self->state->loop(self->part);
  return nullptr;
}

void Pool::State::loop(i32 part) {
  for (u32 seen = 0;; seen++) {
    auto waiting = [&] { return __atomic_load_n(&generation, __ATOMIC_ACQUIRE) == seen; };
    for (i32 i = 0; i < spins && waiting(); i++) pause();
    if (waiting()) {
      pthread_mutex_lock(&mutex);
      while (waiting()) pthread_cond_wait(&started, &mutex);
      pthread_mutex_unlock(&mutex);
    }
    if (stop) return;
    work(context, part, threads);
    if (__atomic_sub_fetch(&pending, 1, __ATOMIC_ACQ_REL) == 0) {
      pthread_mutex_lock(&mutex); // the caller is either still spinning or asleep under this mutex
      pthread_cond_signal(&finished);
      pthread_mutex_unlock(&mutex);
    }
  }
}

i32 Pool::open(i32 wanted) {
  if (wanted <= 1) return threads = 1;
  state = static_cast<State *>(calloc(1, sizeof(State)));
  if (!state) return threads = 1;
  state->list = static_cast<State::Thread *>(calloc(static_cast<usize>(wanted), sizeof(State::Thread)));
  pthread_mutex_init(&state->mutex, nullptr);
  pthread_cond_init(&state->started, nullptr);
  pthread_cond_init(&state->finished, nullptr);
  i32 running = 1;
  while (state->list && running < wanted) {
    State::Thread &thread = state->list[running];
    thread = {state, running, {}};
    if (pthread_create(&thread.handle, nullptr, State::main, &thread) != 0) break;
    running++;
  }
  state->threads = threads = running;
  return running;
}

void Pool::run(Work work, void *context) {
  if (threads == 1) return work(context, 0, 1);
  State &s = *state;
  s.work = work;
  s.context = context;
  __atomic_store_n(&s.pending, threads - 1, __ATOMIC_RELAXED);
  pthread_mutex_lock(&s.mutex);
  __atomic_add_fetch(&s.generation, 1, __ATOMIC_RELEASE);
  pthread_cond_broadcast(&s.started);
  pthread_mutex_unlock(&s.mutex);
  work(context, 0, threads);
  auto busy = [&] { return __atomic_load_n(&s.pending, __ATOMIC_ACQUIRE) != 0; };
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
  pthread_mutex_lock(&s.mutex);
  s.stop = true;
  __atomic_add_fetch(&s.generation, 1, __ATOMIC_RELEASE);
  pthread_cond_broadcast(&s.started);
  pthread_mutex_unlock(&s.mutex);
  for (i32 i = 1; i < threads; i++) pthread_join(s.list[i].handle, nullptr);
  pthread_mutex_destroy(&s.mutex);
  pthread_cond_destroy(&s.started);
  pthread_cond_destroy(&s.finished);
  free(s.list);
  free(state);
  state = nullptr;
  threads = 1;
}
