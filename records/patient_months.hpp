#pragma once

// One patient's calendar months, judged: the codes by minutes.

#include <array>
#include <string>
#include <vector>

#include "records/bill.hpp"
#include "records/patient_file.hpp"
#include "sim/rules/claims.hpp"

namespace caseload::records {

// The codes claimed for a device period.
struct ClaimedPeriod {
  LocalDay from;
  LocalDay to;
  std::vector<std::string> codes;
};

class PatientMonths {
 public:
  // Appends the minutes it measures to `bill`.
  PatientMonths(const PatientFile& file, Bill& bill);

  // Decides the months again where codes of these periods make others give way, and with the words
  // that live contacts nobody told of ask for.
  void settle(const std::vector<ClaimedPeriod>& periods);
  // What is claimed for the months that touch these days.
  std::vector<std::string> codes_between(LocalDay from, LocalDay to) const;

  struct Month {
    CalendarMonth month;
    rules::MonthFacts facts;
    std::array<std::uint32_t, rules::kPrograms> live_unknown{};
    rules::ClaimDecision decision;
    bool both_supported = false;  // codes of RPM and of RTM, had either been alone
  };
  const std::vector<Month>& all() const { return months_; }
  // Months in which a live contact nobody told of would have changed a code.
  std::int64_t live_would_matter() const { return live_would_matter_; }

 private:
  void judge(CalendarMonth month);
  rules::ProgramMonth measure(rules::Program program, CalendarMonth month,
                              std::span<const rules::TimeEntry> entries, std::size_t first,
                              const rules::RuleSet& rules, std::uint32_t& live_unknown);
  void settle(Month& month, const std::vector<std::string>& beside);
  void ask_for_contacts(Month& month, const rules::RuleSet& rules,
                        const std::vector<std::string>& beside);

  const PatientFile& file_;
  Bill& bill_;
  std::vector<Month> months_;
  std::int64_t live_would_matter_ = 0;
};

}  // namespace caseload::records
