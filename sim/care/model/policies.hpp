#pragma once

// In which order due work is taken up: each policy is a small pure function from what is known of a
// piece of work to a number, lower first; equal numbers go by due time. Urgent alerts and patients
// on the line come before anything a policy orders.
//
// A new policy is one function here, a value of Order and one line in kPolicies. What is due keeps
// the rank it was entered with, unless the policy's rank moves with the month: then everything
// listed is ranked anew each midnight, and a patient's work when minutes are credited.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/care/model/parameters.hpp"

namespace caseload::care {

// What a policy may look at.
struct WorkView {
  rules::Activity activity = rules::Activity::Review;
  bool from_alert = false;
  bool high_acuity = false;
  SimDuration credited{};  // to the patient so far this calendar month
  bool call = false;       // somebody has to ring the patient
  int day_of_month = 1;
  int reading_days = 0;  // of the patient, so far this calendar month; those of today included
};

using Policy = std::int64_t (*)(const WorkView& work);

struct NamedPolicy {
  Order order;
  std::string_view name;  // as scenarios spell it
  Policy rank;
  std::string_view sentence;      // what comes first, for the scenario reference; no full stop
  bool threshold_driven = false;  // ordered by billing thresholds: for comparison only, labelled in
                                  // every report
  bool moves = false;             // the rank depends on what the month has brought so far
};

std::int64_t fifo(const WorkView& work);
std::int64_t risk_first(const WorkView& work);
std::int64_t readings_first(const WorkView& work);
std::int64_t closest_first(const WorkView& work);  // those past 20 minutes last

inline constexpr std::array kPolicies{
    NamedPolicy{Order::Fifo, "fifo", &fifo, "by due time"},
    NamedPolicy{Order::RiskFirst, "risk_first", &risk_first,
                "alerts of high acuity, alerts, high acuity, the rest"},
    NamedPolicy{.order = Order::ReadingsFirst,
                .name = "readings_first",
                .rank = &readings_first,
                .sentence =
                    "from the second week, calls to whoever has fewer days with readings than "
                    "half the day of the month and one",
                .moves = true},
    NamedPolicy{.order = Order::ClosestFirst,
                .name = "closest_first",
                .rank = &closest_first,
                .sentence =
                    "fewest minutes short of 20; threshold-driven, for comparison only, and "
                    "reported with what patients of high acuity lose by it",
                .threshold_driven = true,
                .moves = true},
};

const NamedPolicy& policy(Order order);
std::optional<Order> parse_order(std::string_view name);

// Whether what is done first follows billing thresholds, on all days or towards the month's end.
bool threshold_driven(const PolicyChoice& choice);
// The rank of a piece of work on its day.
std::int64_t rank(const PolicyChoice& choice, const WorkView& work);
bool rank_moves(const PolicyChoice& choice);

}  // namespace caseload::care
