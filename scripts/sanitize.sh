#!/usr/bin/env bash
# Tests under sanitizers where it is worth its time, and the readers of other people's files fuzzed.
#
#   scripts/sanitize.sh          named suites: addresses and undefined behaviour for the engine's frames, the clinic and
#                                a day made by hand; threads for the pool of trials; fuzzing for a while (FUZZ_SECONDS)
#   scripts/sanitize.sh --all    every suite labelled for it
#   scripts/sanitize.sh --wire   grpc/ under the address sanitizer; gRPC itself is not instrumented
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh test
case ${1:-} in
  --wire)
    cmake --preset asan -B build/asan-wire -DCASELOAD_WIRE=ON >/dev/null
    cmake --build build/asan-wire --target wire_test closed_loop_test -- --quiet
    # What Debian's gRPC and Protobuf leave to the process's end is theirs.
    export LSAN_OPTIONS=suppressions=$PWD/tests/grpc/leaks.supp ASAN_OPTIONS=detect_container_overflow=0
    ctest --test-dir build/asan-wire -R "$(printf '^(%s)\\.' "$(build/asan-wire/tests/grpc/wire_test --gtest_list_tests | grep -oE '^[A-Za-z]+' | paste -sd'|')")" \
      -j"$(nproc)" --output-on-failure
    exit
    ;;
  --all) suites=sanitized_tests chosen=(-L sanitized) ;;
  *)
    suites='sim_base_test sim_engine_test sim_team_test'
    chosen=(-R '^(Check|StableTable|BlockMemory|Process|ProcessGroup|Resource[A-Za-z]*|Store|Simulation|Interleaving|ShiftEnd|OnCall|OrderOfWork|SignOff|Silence|CallRouting|Employment)\.')
    ;;
esac
cmake --preset asan >/dev/null
# shellcheck disable=SC2086
cmake --build --preset asan --target $suites -- --quiet
cmake --preset tsan >/dev/null
cmake --build --preset tsan --target threaded_tests -- --quiet

ctest --preset asan "${chosen[@]}" -j"$(nproc)" | tail -n 4
ctest --preset tsan -R '^(TrialPool|Runner|SideBySide)\.' | tail -n 4
scripts/fuzz.sh
