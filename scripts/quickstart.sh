#!/usr/bin/env bash
# From nothing to an answer: installs packages, builds, plans the shipped practice and runs one of its
# months over a real gRPC backend. Run again, it only computes.
#
#   scripts/quickstart.sh [OUTPUT_DIRECTORY]      default: out/
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-out}

scripts/install_dependencies.sh build
cmake --preset release -B build/product -DCASELOAD_TESTS=OFF >build.log 2>&1 || { cat build.log >&2; exit 1; }
rm -f build.log
cmake --build build/product --target caseload
caseload=build/product/cli/caseload
scenario=scenarios/library/main_street_clinic.yaml

echo "== caseload plan $scenario --out $out/plan"
"$caseload" plan "$scenario" --out "$out/plan" --force && answer=0 || answer=$?
# 0, 1 and 3 are answers: yes, no, too close to call.
case $answer in 0 | 1 | 3) ;; *) exit "$answer" ;; esac

echo
echo "== caseload run $scenario --plan '1 RN + 1 MA' --month 2026-03 --wire embedded"
rm -f "$out/march.db"
"$caseload" run "$scenario" --plan '1 RN + 1 MA' --month 2026-03 --wire embedded --db "$out/march.db" | tee "$out/march.txt"

cat <<END

Where things are
  $out/plan/plan.json, $out/plan/csv/   every figure of the plan
  $out/march.txt, $out/march.db         the month in detail, and what the backend stored of it
  $caseload                             the program; the HTML page comes later
Next
  $caseload init clinic.yaml            a scenario of your own: asks five questions
  $caseload check $scenario
  $caseload run $scenario --plan '1 RN + 1 MA' --month 2026-03 --trace 17
END
