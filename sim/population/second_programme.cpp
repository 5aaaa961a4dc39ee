#include "sim/population/second_programme.hpp"

#include "sim/population/parameters.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::population {

SecondProgramme second_programme(const PopulationModel& model, const RandomKey& random,
                                 PatientId patient) {
  const SecondProgrammes& also = model.also;
  if (also.ccm + also.apcm <= 0) return SecondProgramme::None;
  RandomKey traits = random;
  if (model.panel_fixed) traits.replication = 0;  // as the cohort draws its members
  const double u = traits.stream(kSecondProgramme, number(patient)).at(0);
  if (u < also.ccm) return SecondProgramme::Ccm;
  return u < also.ccm + also.apcm ? SecondProgramme::Apcm : SecondProgramme::None;
}

}  // namespace caseload::population
