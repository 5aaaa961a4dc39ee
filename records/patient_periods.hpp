#pragma once

// One patient's device periods, judged: set-up, the codes by days with readings, the practitioner's
// own time. First those of RPM, then those of RTM, which the codes of RPM may keep from being
// claimed.

#include <vector>

#include "records/bill.hpp"
#include "records/patient_file.hpp"
#include "records/patient_months.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"

namespace caseload::records {

class PatientPeriods {
 public:
  // Appends what cannot be decided to `bill`.
  PatientPeriods(const PatientFile& file, const PatientMonths& months, Bill& bill);
  void judge(rules::Program program);  // Rpm, then Rtm

  struct Period {
    rules::DevicePeriod days;
    rules::Program program;
    rules::ClaimDecision decision;
    bool both_supported = false;  // of RTM: supported, had there been no RPM
  };
  const std::vector<Period>& all() const { return periods_; }
  std::vector<ClaimedPeriod> claimed() const;

 private:
  // A time of monitoring: an enrolment, or from the first reading on.
  struct Episode {
    LocalDay from;
    std::optional<LocalDay> to;
    bool start_known = false;
    LocalDay set_up_from;  // a set-up from here on is of this episode
  };
  std::vector<Episode> episodes(rules::Program program) const;
  void judge(const Episode& episode, rules::Program program);
  bool concerns(const rules::DevicePeriod& period, const DaysWithReadings& days,
                rules::Program program) const;
  // Why the period cannot be judged; nothing: it can.
  std::string_view undecided(const rules::DevicePeriod& period, const DaysWithReadings& days,
                             rules::Program program) const;
  void judge(const Episode& episode, const rules::DevicePeriod& period,
             const DaysWithReadings& days, rules::Program program, YesNoUnknown first_of_episode);
  YesNoUnknown set_up_done(const Episode& episode, const rules::DevicePeriod& period,
                           rules::Program program) const;
  SimDuration by_practitioners(const rules::DevicePeriod& period,
                               const rules::RuleSet& rules) const;

  const PatientFile& file_;
  const PatientMonths& months_;
  Bill& bill_;
  std::vector<Period> periods_;
};

}  // namespace caseload::records
