#include "reports/check/practitioner_words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "reports/render/words.hpp"
#include "sim/experiment/practitioner_time.hpp"

namespace caseload::reports {
namespace {

// A vendor's figure for a practice of 50 patients, 15 to 30 minutes a day, over 21 days
// (web-73p.pages.dev).
constexpr int kPublishedFrom = 6, kPublishedTo = 13;

std::string signatures_words(const experiment::Scenario& scenario) {
  if (!scenario.care.sign_off.wanted) return "none for signatures (sign_off.wanted: false)";
  const experiment::Plan* fewest_of = nullptr;
  experiment::Signatures fewest{.possible = std::numeric_limits<double>::max()};
  for (const experiment::Plan& plan : scenario.plans)
    if (const experiment::Signatures found = experiment::signatures_in_time(scenario, plan);
        fewest_of == nullptr || found.possible < fewest.possible) {
      fewest_of = &plan;
      fewest = found;
    }
  std::string words =
      fmt::format("{:.1f} for signatures", experiment::practitioner_time(scenario).signatures);
  if (fewest_of != nullptr && fewest.possible < fewest.owed)
    words += fmt::format(
        ". With {}, practitioners' hours up to day {} of the next month are enough "
        "for {} of {}; the others' money waits",
        fewest_of->name, scenario.care.sign_off.by_day, thousands(std::llround(fewest.possible)),
        counted(std::llround(fewest.owed), "signature"));
  return words;
}

}  // namespace

std::string practitioner_words(const experiment::Scenario& scenario) {
  const experiment::PractitionerTime time = experiment::practitioner_time(scenario);
  std::string words =
      fmt::format("Practitioners, minutes a patient and month: {:.1f} for decisions, {}.",
                  time.decisions, signatures_words(scenario));
  if (time.decisions + time.signatures < kPublishedFrom)
    words += fmt::format(" A vendor says {} to {} in small practices: ask yours what else they do.",
                         kPublishedFrom, kPublishedTo);
  return words;
}

}  // namespace caseload::reports
