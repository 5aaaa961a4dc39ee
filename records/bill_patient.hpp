#pragma once

// One patient's months and device periods, judged.

#include <algorithm>
#include <string>
#include <vector>

#include "records/patient_time.hpp"
#include "sim/rules/bill.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/device_period.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

// What holds for all patients of one bill.
struct BillingFrame {
  const sim::ZoneTable& zone;
  const sim::RuleBook& rules;
  bool enrolments_given = false;
  std::vector<sim::CalendarMonth> months;  // in the files and ruled; in order
  std::vector<sim::CalendarMonth> asked;   // whose lines are wanted; in order; empty: all
  sim::LocalDay files_from;                // the files are taken to be complete from here …
  sim::LocalDay files_to;                  // … to here

  bool asks_for(sim::CalendarMonth month) const {
    return asked.empty() || std::ranges::binary_search(asked, month);
  }
};

class PatientBilling {
 public:
  // Appends what it finds to `bill`.
  PatientBilling(const BillingFrame& frame, const PatientRecords& records, sim::Bill& bill);
  void run();

  // Months in which a live contact nobody told of would have changed a code.
  std::int64_t live_would_matter() const { return live_would_matter_; }

 private:
  struct Episode {
    sim::LocalDay from;
    std::optional<sim::LocalDay> to;
    bool start_known = false;
    sim::LocalDay set_up_from;  // a set-up from here on is of this episode
  };
  struct Month {
    sim::CalendarMonth month;
    sim::MonthFacts facts;
    std::array<std::uint32_t, sim::kPrograms> live_unknown{};
    sim::ClaimDecision decision;
  };

  void find_episodes();
  bool concerns(sim::CalendarMonth month) const;
  void judge_month(sim::CalendarMonth month);
  sim::ProgramMonth measure(sim::Program program, sim::CalendarMonth month,
                            std::span<const sim::TimeEntry> entries, std::size_t first,
                            const sim::RuleSet& rules, std::uint32_t& live_unknown);
  void judge_periods(const Episode& episode);
  void judge_period(const Episode& episode, const sim::DevicePeriod& period, int days,
                    Known first_of_episode);
  int reading_days(const Episode& episode, const sim::DevicePeriod& period) const;
  void leave_open(const sim::DevicePeriod& period, int days, std::string_view why);
  sim::Standing standing(sim::LocalDay from, sim::LocalDay to) const;
  std::vector<std::string> codes_beside(const sim::DevicePeriod& period) const;
  void settle_months();
  void append(const sim::ClaimDecision& decision, const sim::RuleSet& rules, bool of_period);
  std::pair<std::size_t, std::size_t> entries_within(sim::LocalDay from, sim::LocalDay to) const;

  const BillingFrame& frame_;
  const PatientRecords& records_;
  sim::Bill& bill_;
  PatientTime time_;
  std::vector<Episode> episodes_;
  std::vector<Month> months_;
  std::vector<std::pair<sim::DevicePeriod, std::string>> period_codes_;
  std::int64_t live_would_matter_ = 0;
};

}  // namespace caseload::records
