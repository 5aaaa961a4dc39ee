#pragma once

// Which of a plan's people is a patient's primary nurse: the one who makes the planned contacts.
//
// Patients are shared out by the time each person has for RPM. Those of another language go to
// people who speak it, if there are any; the others make up for it, so that everybody's panel stays
// in proportion as far as the languages allow. A patient's place in the shares is the patient's
// number on a golden-ratio sequence, whose every stretch is spread evenly: no luck is needed, and
// who joins moves nobody.

#include <optional>
#include <span>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/population/language.hpp"

namespace caseload::care {

// Somebody who may make planned contacts.
struct PrimaryCandidate {
  std::size_t person = 0;  // place in the team
  double rpm_hours = 0;    // a week
  population::LanguageSet speaks{};
};

class PrimaryNurses {
 public:
  PrimaryNurses() = default;
  // People without time are nobody's primary nurse.
  PrimaryNurses(std::span<const PrimaryCandidate> people,
                std::span<const population::Language> languages);

  // The person's place in the team; nothing where nobody may make planned contacts.
  std::optional<std::size_t> of(PatientId patient, population::LanguageId language) const;

 private:
  std::vector<std::size_t> persons_;
  std::vector<std::vector<double>> up_to_;  // by language: cumulative shares, as of persons_
};

}  // namespace caseload::care
