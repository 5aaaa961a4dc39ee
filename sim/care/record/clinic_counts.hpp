#pragma once

// What is counted while the observed month passes. Plain sums, so that replications add up; the
// outcome of a trial begins with them.

#include <cstdint>

#include "sim/care/record/observed_month.hpp"

namespace caseload::care {

struct ClinicCounts {
  std::int32_t alerts = 0;  // raised in the month, all kinds
  std::int32_t silence_alerts = 0;
  std::int32_t trend_alerts = 0;
  std::int32_t suppressed_alerts = 0;  // suppressed by the rules as they were raised: nobody's work
  std::int32_t silences_over =
      0;  // of the silences: a reading had come in before anybody took up the call
  std::int32_t attempts = 0;        // calls placed
  std::int32_t live_contacts = 0;   // conversations
  std::int32_t patients_calls = 0;  // of these, begun by the patient (a call back is not)
  std::int32_t readings = 0;        // distinct readings received in the month
  std::int32_t joined = 0;          // began monitoring in the month
  std::int32_t left = 0;            // withdrew in the month
  HighAcuityContacts high_acuity_contacts;
  LanguageCalls languages;         // with patients of other languages than the practice's first
  PlannedCalls planned;            // for planned contacts
  InboundCalls inbound;            // calls from patients, and how soon somebody answered
  SimDuration countable_worked{};  // worked on countable kinds of work, logged or not
  WorkByActivity worked{};         // all of it; the sum is the people's minutes on RPM

  // What people get to see: the others were suppressed by the rules, or over.
  std::int32_t alerts_for_people() const { return alerts - suppressed_alerts - silences_over; }
};

// Readings handed to the platform, over the whole run.
struct DeliveryCounts {
  std::uint64_t distinct = 0, duplicate = 0;
  std::uint64_t digest = 0;  // sum of telemetry::reading_digest over the distinct ones
};

}  // namespace caseload::care
