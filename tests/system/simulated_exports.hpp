#pragma once

// A simulated month as the exports of a practice: what a backend stored, as `caseload bill` reads
// it.

#include <filesystem>

namespace caseload::system_test {

// Writes log.csv, readings.csv, visits.csv and enrolments.csv, of the whole run. The papers of all
// patients are in order. `store`: of one run, with its time logged.
void write_exports(const std::filesystem::path& store, const std::filesystem::path& directory);

}  // namespace caseload::system_test
