#include "records/patient_readings.hpp"

#include <algorithm>

namespace caseload::records {

using Who = ReadingOwner::Who;

ReadingOwners::ReadingOwners(const ReadingSorts& sorts, const rules::RuleBook& rules)
    : rules_(rules) {
  for (const rules::RuleSet& set : rules.sets) {
    std::vector<ReadingOwner>& owners = by_set_.emplace_back();
    for (const ReadingSort& sort : sorts.all()) owners.push_back(owner_of(sort, set));
  }
}

const ReadingOwner& ReadingOwners::of(const ReadingDay& day) const {
  const rules::RuleSet* set = rules_.find(day.date());
  const auto index = set == nullptr ? 0 : set - rules_.sets.data();
  return by_set_[static_cast<std::size_t>(index)][day.sort];
}

DaysWithReadings PatientReadings::between(LocalDay from, LocalDay to) const {
  DaysWithReadings days;
  auto reading = std::ranges::lower_bound(readings_, from, {}, &ReadingDay::date);
  while (reading != readings_.end() && reading->date() <= to) {
    const LocalDay today = reading->date();
    bool rpm = false, rtm = false, unsaid = false;
    std::array<bool, rules::kRtmSystems> of_system{};
    for (; reading != readings_.end() && reading->date() == today; ++reading) {
      const ReadingOwner& owner = owners_.of(*reading);
      rpm |= owner.who == Who::Rpm;
      rtm |= owner.who == Who::Rtm;
      unsaid |= owner.who == Who::Unsaid;
      if (owner.system) of_system.at(static_cast<std::size_t>(*owner.system)) = true;
    }
    days.rpm += rpm ? 1 : 0;
    days.rtm += rtm ? 1 : 0;
    days.unsaid += unsaid ? 1 : 0;
    days.rpm_or_unsaid += rpm || unsaid ? 1 : 0;
    for (std::size_t system = 0; system < of_system.size(); ++system)
      days.of_system[system] += of_system[system] ? 1 : 0;
  }
  return days;
}

std::optional<LocalDay> PatientReadings::first(std::initializer_list<Who> whose) const {
  const auto found = std::ranges::find_if(readings_, [&](const ReadingDay& day) {
    return std::ranges::find(whose, owners_.of(day).who) != whose.end();
  });
  if (found == readings_.end()) return std::nullopt;
  return found->date();
}

bool PatientReadings::has(rules::RtmSystem system) const {
  return std::ranges::any_of(
      readings_, [&](const ReadingDay& day) { return owners_.of(day).system == system; });
}

}  // namespace caseload::records
