#!/usr/bin/env bash
# Feeds what no file should hold to the readers of exports and to the scenario loader, and what no
# backend should answer to the client's end of the wire, a minute each (FUZZ_SECONDS), under the
# address and undefined-behaviour sanitizers. What breaks one is kept in build/asan.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh test
cmake --preset asan >/dev/null
cmake --build --preset asan --target answers_fuzz exports_fuzz scenario_fuzz -- --quiet

fuzz() {  # TARGET SEEDS…: what it finds on the way is not kept
  local target=$1 found
  shift
  found=$(mktemp -d)
  "build/asan/tests/fuzz/${target}_fuzz" -seed=1 -max_total_time="${FUZZ_SECONDS:-60}" -timeout=20 \
    -max_len=20000 -artifact_prefix=build/asan/ -verbosity=0 -print_final_stats=1 "$found" "$@"
  rm -r "$found"
}
# Side by side; one that fails stops neither, and fails the script.
fuzz exports tests/fuzz/exports &
exports=$!
fuzz scenario scenarios/library tests/data/bad_scenarios &
scenario=$!
fuzz answers tests/fuzz/answers &
answers=$!
failed=0
for each in "$exports" "$scenario" "$answers"; do
  wait "$each" || failed=1
done
exit "$failed"
