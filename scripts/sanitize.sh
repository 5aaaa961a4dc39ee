#!/usr/bin/env bash
# Tests under sanitizers, by suites: where it is worth its time.
#
#   scripts/sanitize.sh [SUITE…]       without one: all three
#
#   addresses   addresses and undefined behaviour: the engine's frames, the rules, the clinic, the loaders
#               and what is read of a backend's answers
#   threads     data races: the pool of trials, and simulations side by side
#   wire        addresses and undefined behaviour: the client, the backend and what they exchange
#
# What no file should hold is fed to the loaders by scripts/fuzz.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

suite() { # PRESET TARGET CTEST_ARGUMENTS…
  local preset=$1 target=$2
  shift 2
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" --target "$target" -- --quiet
  ctest --preset "$preset" -j"$(nproc)" "$@"
}
addresses() { suite asan sanitized_tests -L '^sanitized$'; }
threads() { suite tsan threaded_tests -R '^(TrialPool|Runner|SideBySide)\.'; }
# Debian's gRPC, Protobuf and Abseil are not instrumented: what their headers poison in our code, the libraries
# would not release.
wire() {
  ASAN_OPTIONS=allow_user_poisoning=0 LSAN_OPTIONS="suppressions=$PWD/tests/leaks.supp:print_suppressions=0" \
    suite asan wire_tests -L '^wire$'
}

suites=("$@")
[ $# -gt 0 ] || suites=(addresses threads wire)
for name in "${suites[@]}"; do
  case $name in
    addresses | threads | wire) ;;
    *)
      echo "$name: no such suite; expected addresses, threads or wire" >&2
      exit 2
      ;;
  esac
done
scripts/install_dependencies.sh test
for name in "${suites[@]}"; do
  began=$SECONDS
  "$name"
  echo "== $name: $((SECONDS - began)) s"
done
