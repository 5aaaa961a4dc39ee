#pragma once

// What one replication of one month under one plan came to. Plain counts, so that they add up and
// merge; every share in a report is computed from these rows.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/care/record/clinic_counts.hpp"
#include "sim/experiment/shortfall.hpp"
#include "sim/rules/payers.hpp"
#include "sim/rules/program_integrity.hpp"

namespace caseload::experiment {

inline constexpr std::array<int, 4> kMinuteTiers{10, 20, 40, 60};
// CPT 99457: 20 minutes of the month, with a live contact. What plans are compared by.
inline constexpr std::size_t kBillingTier = 1;  // its place among kMinuteTiers
using rules::kBillingMinutes;
static_assert(minutes{kMinuteTiers[kBillingTier]} == kBillingMinutes);

// `eligible`: among patients enrolled on the month's first day and not withdrawn before day 16.
// `everyone`: among all who were enrolled on any day of the month.
struct Count {
  std::int32_t everyone = 0;
  std::int32_t eligible = 0;
};

// One person's month. scheduled = absent + present; present + overtime + called_out = rpm + other +
// breaks + idle.
struct StaffMinutes {
  std::string name;
  SimDuration scheduled{}, absent{}, present{}, overtime{};
  SimDuration rpm{};    // work on RPM tasks, countable or not
  SimDuration other{};  // huddle, in-basket, other programmes' work
  SimDuration breaks{};
  SimDuration idle{};        // present for RPM with nothing due
  SimDuration called_out{};  // worked while on call, part of rpm
};

// What the month cost, by line.
struct Cost {
  Cents wages;     // with load; of the share of the day that is RPM's, absences included, and of
                   // overtime
  Cents devices;   // of patients who began monitoring
  Cents platform;  // software, by patient
  Cents connectivity;  // lines, by patient
  Cents vendor;        // a vendor's fee, by patient
  Cents interpreter;   // by the minute
  Cents on_call;       // pay with load of those on call, and the fee of a vendor's line
  Cents total() const {
    return wages + devices + platform + connectivity + vendor + interpreter + on_call;
  }
};

// Second programmes of the patients, beside RPM. What CCM brings in is part of the month's revenue
// and payment; what APCM brings in is not.
struct SecondProgrammeMonth {
  std::int32_t ccm_patients = 0;   // enrolled on any day of the month
  std::int32_t ccm_reached20 = 0;  // with 20 minutes of CCM credited
  SimDuration ccm_worked{}, ccm_credited{};
  Cents ccm_in_full, ccm_paid;
  std::int32_t apcm_patients = 0;
  Cents apcm_in_full;
};

// What a trial finds beside the clinic's own counts: patients, claims, money, people.
struct TrialFindings {
  Count patients;  // the denominators
  std::array<Count, 4>
      reached{};  // by kMinuteTiers: at least so many credited minutes *and* a live contact
  // The same, had everything taken the duration that the scenario states: by people of speed 1,
  // without an interpreter. Work takes longer with somebody slow or new, and more patients pass a
  // step.
  std::array<Count, 4> reached_as_stated{};
  std::array<Count, 4> by_longer_minutes{};  // of `reached`, who is not among `reached_as_stated`
  Count live_contact;                        // patients with at least one
  Count high_acuity;                         // of `patients`
  Count high_acuity_reached20;
  ShortfallCounts missed20{};  // everyone who did not reach 20 minutes, by cause
  std::int32_t periods_ended =
      0;                    // device periods that ended in the month, of who stayed to their end
  std::int32_t days2 = 0;   // of those, with readings on 2 days or more (cumulative)
  std::int32_t days16 = 0;  // on 16 or more
  std::int32_t periods_after_leaving =
      0;  // ended in it too, of patients who had left before: in `codes` alone
  std::map<std::string, std::int32_t> codes;  // units by code, as the rules say (exclusive)
  Cents revenue;           // if every code is paid in full, at the nation's rates
  rules::Payment payment;  // what is expected of it
  std::map<std::string, Cents> paid_by_code, paid_by_payer;  // each sums to payment.paid
  Cost cost;
  rules::IntegrityCounts integrity;  // of the month's claims
  care::AlertWaits urgent, routine;  // raised in the month, followed to their first touch
  std::int64_t alerts_top_fifth =
      0;  // of the alerts for people, raised by the fifth of patients with the most
  SimDuration credited{};           // minutes credited to patients
  std::vector<StaffMinutes> staff;  // in the plan's order; empty under `unlimited`
  care::OnCallMonth on_call;        // of all who are on call together
  care::SignOffCounts sign_off;
  SecondProgrammeMonth second;
  care::WeekOfHours week{};  // of all of them; empty under `unlimited`
  care::OpenByDay open_by_day{};
  std::vector<std::int32_t> open_since_start;  // work at the end of each open day, warm-up included
  std::uint64_t fingerprint = 0;
};

struct MonthOutcome : care::ClinicCounts, TrialFindings {};

}  // namespace caseload::experiment
