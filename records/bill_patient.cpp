#include "records/bill_patient.hpp"

#include <algorithm>
#include <tuple>

#include "records/patient_file.hpp"
#include "records/patient_months.hpp"
#include "records/patient_periods.hpp"
#include "sim/base/check.hpp"
#include "sim/rules/bill_month.hpp"

namespace caseload::records {
namespace {

void append(const rules::ClaimDecision& decision, const rules::RuleSet& rules, bool of_period,
            std::uint32_t patient, Bill& bill) {
  BilledCode code;
  code.patient = patient;
  code.of_period = of_period;
  for (const rules::Claim& claim : decision.claims) {
    const std::optional<Cents> price = rules::price(claim, rules);
    code.code = bill.words.number(claim.code);
    code.reason = bill.words.number(claim.reason);
    code.from = claim.service_from;
    code.to = claim.service_to;
    code.units = static_cast<std::uint8_t>(claim.units);
    code.held = claim.held;
    code.cents = price.value_or(Cents{}).value;
    code.priced = price.has_value();
    code.unknown = 0;
    for (const std::string& fact : claim.unknown) {
      auto known = std::ranges::find(bill.facts, fact);
      if (known == bill.facts.end()) known = bill.facts.insert(known, fact);
      const auto bit = static_cast<unsigned>(known - bill.facts.begin());
      CASELOAD_CHECK(bit < 16, "claims know more kinds of the unknown than a bill can hold");
      code.unknown = static_cast<std::uint16_t>(code.unknown | (1U << bit));
    }
    bill.codes.push_back(code);
  }
  for (const rules::NotClaimed& refused : decision.not_claimed) {
    BilledCode none;
    none.patient = patient;
    none.code = bill.words.number(refused.code);
    none.reason = bill.words.number(refused.reason);
    none.from = refused.service_from;
    none.to = refused.service_to;
    none.of_period = of_period;
    bill.codes.push_back(none);
  }
}

// Of a period of RTM: whether more would be claimed, had there been nothing beside it.
bool both_supported(const rules::PeriodFacts& facts, const rules::ClaimDecision& decision,
                    const rules::RuleSet& rules) {
  return facts.program == rules::Program::Rtm &&
         rules::decide_period(facts, {}, rules).claims.size() > decision.claims.size();
}

}  // namespace

PatientRemarks bill_patient(const BillingFrame& frame, const PatientRecords& records, Bill& bill) {
  const PatientFile file(frame, records);
  const PatientMonths months(file, bill);
  const PatientPeriods periods(file, bill);
  rules::PatientBill judged = rules::bill_months(months.facts(), periods.facts(), frame.rules);

  const std::size_t begin = bill.codes.size();
  PatientRemarks remarks;
  for (std::size_t place = 0; place < judged.months.size(); ++place) {
    const CalendarMonth month = months.facts()[place].month;
    if (!frame.asks_for(month)) continue;
    rules::Judged& mine = judged.months[place];
    remarks.live_would_matter += months.contacts_matter(place, mine) ? 1 : 0;
    append(mine.decision, frame.rules.for_day(last_day_of(month)), false, records.patient, bill);
    if (months.both_supported(place, mine.decision))
      remarks.both_programmes.push_back(month.spoken());
  }
  for (std::size_t place = 0; place < judged.periods.size(); ++place) {
    const rules::PeriodFacts& facts = periods.facts()[place];
    const rules::ClaimDecision& decision = judged.periods[place].decision;
    const rules::RuleSet& rules = frame.rules.for_day(facts.last_day);
    append(decision, rules, true, records.patient, bill);
    if (both_supported(facts, decision, rules))
      remarks.both_programmes.push_back("30 days from " + iso(facts.first_day));
  }
  std::ranges::sort(bill.codes.begin() + static_cast<std::ptrdiff_t>(begin), bill.codes.end(), {},
                    [](const BilledCode& code) {
                      return std::tuple(month_of(code.to), code.of_period, code.from,
                                        code.units == 0, code.code);
                    });
  return remarks;
}

}  // namespace caseload::records
