#!/usr/bin/env bash
# Installs packages, builds everything, runs every test. Ends with ctest's own summary.
# The same tests under sanitizers: scripts/sanitize.sh.
#
#   scripts/test.sh [CTEST_ARGUMENTS…]            e.g. scripts/test.sh -R Ledger
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh test
quietly() { "$@" >build.log 2>&1 || { tail -n 60 build.log >&2; exit 1; }; }
trap 'rm -f build.log' EXIT

quietly cmake --preset release
cmake --build --preset release -- --quiet

ctest --preset release -j"$(nproc)" "$@"
