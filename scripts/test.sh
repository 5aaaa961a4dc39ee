#!/usr/bin/env bash
# Installs packages, builds everything, runs every test; sanitizers too. Ends with ctest's own summary.
#
#   scripts/test.sh [CTEST_ARGUMENTS…]            e.g. scripts/test.sh -R Ledger
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh
quietly() { "$@" >build.log 2>&1 || { tail -n 60 build.log >&2; exit 1; }; }
trap 'rm -f build.log' EXIT

quietly cmake --preset release
cmake --build --preset release -- --quiet

# Sanitizers over the rooms of ours where they are worth their time: the engine's frames and memory,
# the loaders' handling of hostile input; threads over the runner.
if [ $# -eq 0 ]; then
  quietly cmake --preset asan
  cmake --build --preset asan --target sanitized_tests -- --quiet
  quietly cmake --preset tsan
  cmake --build --preset tsan --target threaded_tests -- --quiet
  ctest --preset asan -L sanitized --quiet --output-on-failure -j"$(nproc)"
  ctest --preset tsan -L threaded --quiet --output-on-failure
fi

ctest --preset release -j"$(nproc)" "$@"
