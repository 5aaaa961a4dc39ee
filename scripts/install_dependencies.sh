#!/usr/bin/env bash
# Installs what is needed on Debian 12, and asks for nothing. Does nothing, quickly, where everything
# is there already. Uses sudo where it is not root.
#
#   scripts/install_dependencies.sh build     what the program needs (default)
#   scripts/install_dependencies.sh test      and what only its tests and checks need
set -euo pipefail
what=${1:-build}
case $what in build | test) ;; *) sed -n '2,6p' "$0" >&2; exit 2 ;; esac

packages=(
  # compiler and build
  clang-19 lld-19 cmake ninja-build ccache pkg-config git ca-certificates
  # sim/
  librandom123-dev libboost1.81-dev libfmt-dev
  # scenarios/
  libyaml-cpp-dev nlohmann-json3-dev libhowardhinnant-date-dev tzdata
  # records/
  libcsv-dev
  # grpc/
  libgrpc++-dev libgrpc-dev libprotobuf-dev protobuf-compiler protobuf-compiler-grpc libsqlite3-dev libssl-dev libxxhash-dev
  # cli/
  libcli11-dev libspdlog-dev
)
if [ "$what" = test ]; then
  packages+=(
    libgtest-dev libgmock-dev libbenchmark-dev librapidcheck-dev
    # sanitizers and fuzzing
    libclang-rt-19-dev llvm-19
    # certificates that tests make
    openssl
    # what a reviewer should not have to say
    clang-format-19 clang-tidy-19
    # sim/ and devices/ for the page
    wasi-libc libc++-19-dev-wasm32 libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32
  )
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "needed, and neither root nor sudo is at hand: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
