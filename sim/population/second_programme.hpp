#pragma once

// A patient's second programme beside RPM: chronic care management, whose minutes are its own, or
// advanced primary care management, which is no matter of minutes.

#include <cstdint>

#include "sim/base/ids.hpp"
#include "sim/base/random.hpp"

namespace caseload::population {

struct PopulationModel;

// Shares of the panel; nobody is in both, since APCM contains what CCM pays for.
struct SecondProgrammes {
  double ccm = 0, apcm = 0;  // together at most 1
};
enum class SecondProgramme : std::uint8_t { None, Ccm, Apcm };

// A trait: it stays with the patient under every plan, and moves nobody's other luck.
SecondProgramme second_programme(const PopulationModel& model, const RandomKey& random,
                                 PatientId patient);

}  // namespace caseload::population
