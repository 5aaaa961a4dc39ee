#include "sim/experiment/acuity_given.hpp"

#include <algorithm>
#include <vector>

namespace caseload::experiment {
namespace {

// That the contact of this place, of so many, has fallen due.
double has_fallen_due(int place, int contacts, double first_due_by_share, double month_gone) {
  const double into_its_part = month_gone * contacts - place;
  if (first_due_by_share <= 0) return into_its_part >= 0 ? 1 : 0;
  return std::clamp(into_its_part / first_due_by_share, 0.0, 1.0);
}

double due(int contacts, double first_due_by_share, double month_gone) {
  double sum = 0;
  for (int place = 0; place < contacts; ++place)
    sum += has_fallen_due(place, contacts, first_due_by_share, month_gone);
  return sum;
}

}  // namespace

double chance_of_contacts_made(int contacts, double first_due_by_share, const ContactsSoFar& so_far,
                               double made_when_due) {
  if (so_far.made < 0 || so_far.made > contacts) return 0;
  std::vector<double> chances{1};  // by the number made of the contacts looked at
  for (int place = 0; place < contacts; ++place) {
    const double made =
        made_when_due * has_fallen_due(place, contacts, first_due_by_share, so_far.month_gone);
    chances.push_back(0);
    for (std::size_t i = chances.size() - 1; i > 0; --i)
      chances[i] = chances[i] * (1 - made) + chances[i - 1] * made;
    chances[0] *= 1 - made;
  }
  return chances[static_cast<std::size_t>(so_far.made)];
}

double made_when_due(const care::CarePlanModel& plan, std::span<const ContactsSoFar> patients) {
  constexpr double kAtMost = 0.99;
  const double high = plan.high_acuity_share;
  double made = 0, all_due = 0;
  for (const ContactsSoFar& one : patients) {
    made += one.made;
    all_due += (1 - high) * due(plan.contacts_low, plan.first_due_by_share, one.month_gone) +
               high * due(plan.contacts_high, plan.first_due_by_share, one.month_gone);
  }
  return all_due > 0 ? std::min(made / all_due, kAtMost) : kAtMost;
}

double high_acuity_given(const care::CarePlanModel& plan, const ContactsSoFar& so_far,
                         double made_when_due) {
  const double share = plan.high_acuity_share;
  const double if_high =
      share *
      chance_of_contacts_made(plan.contacts_high, plan.first_due_by_share, so_far, made_when_due);
  const double if_low =
      (1 - share) *
      chance_of_contacts_made(plan.contacts_low, plan.first_due_by_share, so_far, made_when_due);
  return if_high + if_low > 0 ? if_high / (if_high + if_low) : share;
}

}  // namespace caseload::experiment
