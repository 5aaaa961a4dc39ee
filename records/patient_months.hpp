#pragma once

// One patient's calendar months, measured: the facts by which the codes by minutes are decided, and
// what a decision leaves to be asked.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "records/bill.hpp"
#include "records/patient_file.hpp"
#include "sim/rules/bill_month.hpp"

namespace caseload::records {

class PatientMonths {
 public:
  // Appends the minutes it measures to `bill`.
  PatientMonths(const PatientFile& file, Bill& bill);

  const std::vector<rules::MonthFacts>& facts() const { return facts_; }

  // Of the month in this place among the facts, once it is judged: whether codes of RPM keep codes
  // of RTM from being claimed, …
  bool both_supported(std::size_t place, const rules::ClaimDecision& decision) const;
  // … and whether a live contact that nobody told of would have changed a code. The refusal then
  // says so.
  bool contacts_matter(std::size_t place, rules::Judged& judged) const;

 private:
  using ByProgram = std::array<std::uint32_t, rules::kPrograms>;

  void measure(CalendarMonth month);
  rules::ProgramMonth measure(rules::Program program, CalendarMonth month,
                              std::span<const rules::TimeEntry> entries, std::size_t first,
                              const rules::RuleSet& rules, std::uint32_t& live_unknown);
  const rules::RuleSet& rules_of(std::size_t place) const {
    return file_.frame.rules.for_day(last_day_of(facts_[place].month));
  }

  const PatientFile& file_;
  Bill& bill_;
  std::vector<rules::MonthFacts> facts_;
  std::vector<ByProgram> live_unknown_;  // entries of which nobody says whether they were live
};

}  // namespace caseload::records
