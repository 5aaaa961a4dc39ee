#!/usr/bin/env bash
# Installs what building and testing needs on Debian 12, and asks for nothing.
# Does nothing, quickly, where everything is there already. Uses sudo where it is not root.
set -euo pipefail

packages=(
  # compiler and build
  clang-19 lld-19 libclang-rt-19-dev llvm-19 cmake ninja-build ccache pkg-config git ca-certificates
  # sim/
  librandom123-dev libboost1.81-dev libfmt-dev
  # scenarios/
  libyaml-cpp-dev nlohmann-json3-dev libhowardhinnant-date-dev tzdata
  # records/
  libcsv-dev
  # grpc/
  libgrpc++-dev libgrpc-dev libprotobuf-dev protobuf-compiler protobuf-compiler-grpc libsqlite3-dev libssl-dev
  # cli/
  libcli11-dev libspdlog-dev
  # tests/
  libgtest-dev libgmock-dev libbenchmark-dev librapidcheck-dev
)

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
