#include "sim/care/team/primary_nurses.hpp"

#include <algorithm>
#include <numeric>

namespace caseload::care {
namespace {

double sum(std::span<const double> parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0);
}

std::vector<double> cumulative(std::vector<double> parts) {
  const double whole = sum(parts);
  double below = 0;
  for (double& part : parts) part = below += part / whole;
  for (double& share : parts)
    if (share == below) share = 1;  // whatever rounding made of it
  return parts;
}

// Knuth's multiplicative hash is the golden-ratio (Weyl) sequence in 32 bits.
double place_of(PatientId patient) {
  constexpr std::uint32_t kGolden = 2654435769U;
  return number(patient) * kGolden * 0x1p-32;
}

}  // namespace

PrimaryNurses::PrimaryNurses(std::span<const PrimaryCandidate> people,
                             std::span<const population::Language> languages) {
  std::vector<double> fair;  // of the whole panel
  std::vector<population::LanguageSet> speaks;
  for (const PrimaryCandidate& one : people) {
    if (one.rpm_hours <= 0) continue;
    persons_.push_back(one.person);
    fair.push_back(one.rpm_hours);
    speaks.push_back(one.speaks);
  }
  if (persons_.empty()) return;
  const double hours = sum(fair);
  for (double& share : fair) share /= hours;

  // First each language that somebody speaks, then everybody else fills up what is left.
  std::vector<double> room = fair;
  std::vector<std::vector<double>> of_language(languages.size());
  for (std::size_t i = 0; i < languages.size(); ++i) {
    std::vector<double> mine(persons_.size());
    for (std::size_t p = 0; p < persons_.size(); ++p)
      if (speaks[p].has(static_cast<population::LanguageId>(i + 1))) mine[p] = fair[p];
    const double together = sum(mine);
    if (together == 0) continue;
    for (std::size_t p = 0; p < persons_.size(); ++p)
      room[p] -= languages[i].share * mine[p] / together;
    of_language[i] = std::move(mine);
  }
  for (double& share : room) share = std::max(share, 0.0);
  if (sum(room) <= 0) room = fair;
  up_to_.push_back(cumulative(room));
  for (std::vector<double>& mine : of_language)
    up_to_.push_back(mine.empty() ? up_to_.front() : cumulative(std::move(mine)));
}

std::optional<std::size_t> PrimaryNurses::of(PatientId patient,
                                             population::LanguageId language) const {
  if (persons_.empty()) return std::nullopt;
  const std::vector<double>& shares = up_to_[language];
  const auto found = std::ranges::upper_bound(shares, place_of(patient));
  return persons_[static_cast<std::size_t>(found - shares.begin())];
}

}  // namespace caseload::care
