#!/usr/bin/env bash
# Formats every C++ file of ours as .clang-format says.
#
#   scripts/format.sh            changes them
#   scripts/format.sh --check    changes nothing; names what would change and fails
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh test
how=(-i)
[ "${1:-}" != --check ] || how=(--dry-run --Werror)
git ls-files -z '*.cpp' '*.hpp' | xargs -0 -n 40 -P "$(nproc)" clang-format-19 "${how[@]}"
