#!/usr/bin/env bash
# clang-tidy over what a change touches: .clang-tidy says what it looks for.
#
#   scripts/tidy.sh              the sources that differ from the main branch (origin/main), or from the commit before
#   scripts/tidy.sh COMMIT       from that commit
#   scripts/tidy.sh --all        every source of ours: an hour
#
# TIDY_AT_MOST (40): of more sources than that, so many spread over all of them; 0: no limit.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh test
cmake --preset release >/dev/null
cmake --build --preset release --target caseload_proto caseload_precompiled caseload_commit -- --quiet # what is generated

at_most=${TIDY_AT_MOST:-40}
if [ "${1:-}" = --all ]; then
  mapfile -t sources < <(git ls-files '*.cpp')
  at_most=0
else
  base=${1:-$(git merge-base HEAD origin/main 2>/dev/null || true)}
  [ -n "$base" ] && [ "$(git rev-parse "$base")" != "$(git rev-parse HEAD)" ] || base=HEAD~1
  git rev-parse --quiet --verify "$base" >/dev/null || { echo "nothing to compare with: $base" >&2; exit 0; }
  mapfile -t sources < <(git diff --name-only --diff-filter=d "$base" -- '*.cpp')
fi
mapfile -t sources < <(printf '%s\n' "${sources[@]}" | grep -vE '^(docs/|tests/fuzz/|$)' || true)
[ ${#sources[@]} -gt 0 ] || { echo "tidy: no source was touched"; exit 0; }
if [ "$at_most" -gt 0 ] && [ ${#sources[@]} -gt "$at_most" ]; then
  every=$(((${#sources[@]} + at_most - 1) / at_most))
  echo "tidy: ${#sources[@]} sources were touched; one in $every of them is looked at (scripts/tidy.sh --all: every one)"
  mapfile -t sources < <(printf '%s\n' "${sources[@]}" | awk -v every="$every" 'NR % every == 1 || every == 1')
fi
echo "tidy: ${#sources[@]} sources"
printf '%s\0' "${sources[@]}" | xargs -0 -n 1 -P "$(nproc)" clang-tidy-19 -p build/release --quiet 2>/dev/null
