#pragma once

// One patient's device periods, measured: the facts by which set-up, the codes by days with
// readings and the practitioner's own time are decided.

#include <optional>
#include <string_view>
#include <vector>

#include "records/bill.hpp"
#include "records/patient_file.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"

namespace caseload::records {

class PatientPeriods {
 public:
  // Appends what cannot be decided to `bill`.
  PatientPeriods(const PatientFile& file, Bill& bill);

  const std::vector<rules::PeriodFacts>& facts() const { return facts_; }  // RPM's, then RTM's

 private:
  // A time of monitoring: an enrolment, or from the first reading on.
  struct Episode {
    LocalDay from;
    std::optional<LocalDay> to;
    bool start_known = false;
    LocalDay set_up_from;  // a set-up from here on is of this episode
  };
  std::vector<Episode> episodes(rules::Program program) const;
  void measure(const Episode& episode, rules::Program program);
  bool concerns(const rules::DevicePeriod& period, const DaysWithReadings& days,
                rules::Program program) const;
  // Why the period cannot be judged; nothing: it can.
  std::string_view undecided(const rules::DevicePeriod& period, const DaysWithReadings& days,
                             rules::Program program) const;
  void measure(const Episode& episode, const rules::DevicePeriod& period,
               const DaysWithReadings& days, rules::Program program, YesNoUnknown first_of_episode);
  YesNoUnknown set_up_done(const Episode& episode, const rules::DevicePeriod& period,
                           rules::Program program) const;
  SimDuration by_practitioners(const rules::DevicePeriod& period,
                               const rules::RuleSet& rules) const;

  const PatientFile& file_;
  Bill& bill_;
  std::vector<rules::PeriodFacts> facts_;
};

}  // namespace caseload::records
