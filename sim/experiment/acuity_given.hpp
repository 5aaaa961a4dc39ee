#pragma once

// Of high acuity or not, where the practice does not say: judged by the planned contacts it has
// made. Near the end of a month a patient with one contact hardly is one whose care plan asks for
// two.

#include <span>

#include "sim/care/model/parameters.hpp"

namespace caseload::experiment {

// What is known of one patient's planned contacts.
struct ContactsSoFar {
  double month_gone = 0;  // share of the patient's part of the month that has passed, 0 … 1
  int made = 0;
};

// The chance of exactly so many made of the month's `contacts`. Each falls due evenly over the
// first `first_due_by_share` of its part; a due one has been made with the chance `made_when_due`.
double chance_of_contacts_made(int contacts, double first_due_by_share, const ContactsSoFar& so_far,
                               double made_when_due);

// How much of what is due gets made here: contacts made over contacts due by the plan's shares, at
// most 0.99. Where nothing is due yet 0.99.
double made_when_due(const care::CarePlanModel& plan, std::span<const ContactsSoFar> patients);

// The chance that this patient is of high acuity (Bayes' rule). The plan's share where the contacts
// say nothing, or are more than either kind of patient is owed.
double high_acuity_given(const care::CarePlanModel& plan, const ContactsSoFar& so_far,
                         double made_when_due);

}  // namespace caseload::experiment
