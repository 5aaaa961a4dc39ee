#pragma once

// A simulated month as the exports of a practice: what a backend stored, as `caseload bill` reads
// it.

#include <filesystem>

#include "sim/base/time.hpp"

namespace caseload::system_test {

// Writes log.csv, readings.csv, visits.csv and enrolments.csv. The papers of all patients are in
// order. Left out are patients who withdrew before `from`: the simulation no longer speaks of them.
// `store`: of one run, with its time logged.
void write_exports(const std::filesystem::path& store, sim::SimTime from,
                   const std::filesystem::path& directory);

}  // namespace caseload::system_test
