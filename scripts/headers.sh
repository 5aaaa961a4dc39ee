#!/usr/bin/env bash
# Every header of ours compiles alone: it includes what it uses.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh build
cmake --preset dev -B build/headers -DCASELOAD_TESTS=OFF -DCASELOAD_VERIFY_HEADERS=ON >/dev/null
cmake --build build/headers --target caseload_proto all_verify_interface_header_sets -- --quiet
