#!/usr/bin/env bash
# Builds the kernels with GCC's address and undefined-behaviour sanitizers and runs every function of the library on random shapes.
# usage: bash test/sanitize/sanitize.sh [ROUNDS of each function, 50] [SEED, 1]     needs g++; after `npm run build` and `npm test`'s build
set -euo pipefail
cd "$(dirname "$0")/../.."
sources=lib/src/functions/native/cpp
built=.titer/sanitized
mkdir -p "$built"
flags="-O1 -g -std=c++20 -ffp-contract=off -fno-exceptions -fno-rtti -fPIC -march=x86-64-v3 -DVB=32 -Wno-psabi"
sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
find "$sources" -name '*.cpp' ! -name '*Wasm.cpp' -printf '%f\n' | xargs -P "$(nproc)" -I{} g++ -c $flags $sanitizers "$sources/{}" -o "$built/{}.o"
g++ -shared $sanitizers -o "$built/titer.so" "$built"/*.o -lpthread
export ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1
LD_PRELOAD="$(g++ -print-file-name=libasan.so) $(g++ -print-file-name=libubsan.so)" \
  node test/dist/sanitize/randomShapes.js "$built/titer.so" "${1:-50}" "${2:-1}"
