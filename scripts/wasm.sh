#!/usr/bin/env bash
# sim/ and devices/ compile for WebAssembly (wasm32-wasi): what runs inside a page, and honest about files,
# threads and the width of `long`.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install_dependencies.sh test
cmake --preset wasm >/dev/null
cmake --build --preset wasm -- --quiet
