#!/usr/bin/env bash
# The tests of the rooms where it is worth its time, under sanitizers: addresses and undefined
# behaviour for the engine's frames, the rules, the clinic, the loaders and what is read of a backend's
# answers; threads for the pool of trials and for simulations side by side.
# The loaders and the reading of answers are fuzzed beside them.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh test
cmake --preset asan >/dev/null
cmake --build --preset asan --target sanitized_tests
cmake --preset tsan >/dev/null
cmake --build --preset tsan --target threaded_tests

ctest --preset asan -L sanitized -j"$(nproc)"
scripts/fuzz.sh
ctest --preset tsan -R '^(TrialPool|Runner|SideBySide)\.'
