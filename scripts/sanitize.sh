#!/usr/bin/env bash
# The tests of the rooms where it is worth its time, under sanitizers: addresses and undefined
# behaviour for the engine's frames, the rules, the clinic and the loaders; threads for the runner and
# for simulations side by side. The loaders are fuzzed for a minute each (FUZZ_SECONDS).
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh
cmake --preset asan >/dev/null
cmake --build --preset asan --target sanitized_tests
cmake --preset tsan >/dev/null
cmake --build --preset tsan --target threaded_tests

ctest --preset asan -L sanitized -j"$(nproc)"
fuzz() {  # TARGET SEEDS…: what it finds on the way is not kept, what breaks is in build/asan
  local target=$1 found
  shift
  found=$(mktemp -d)
  "build/asan/tests/fuzz/${target}_fuzz" -seed=1 -max_total_time="${FUZZ_SECONDS:-60}" -timeout=20 \
    -max_len=20000 -artifact_prefix=build/asan/ -print_final_stats=1 "$found" "$@"
  rm -r "$found"
}
fuzz exports tests/fuzz/exports
fuzz scenario scenarios/library tests/data/bad_scenarios

ctest --preset tsan -R '^(Runner|SideBySide)\.'
