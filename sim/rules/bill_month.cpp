#include "sim/rules/bill_month.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace caseload::rules {
namespace {

const RuleSet& rules_of(const MonthFacts& facts, const RuleBook& rules) {
  return rules.for_day(facts.month.end_day() - days{1});
}

bool touch(const MonthFacts& month, const PeriodFacts& period) {
  return period.first_day < month.month.end_day() && period.last_day >= month.month.first_day();
}
bool touch(const PeriodFacts& a, const PeriodFacts& b) {
  return a.first_day <= b.last_day && b.first_day <= a.last_day;
}

void add_codes(std::vector<std::string>& codes, const ClaimDecision& decision) {
  for (const Claim& claim : decision.claims) codes.push_back(claim.code);
}

bool any_of_them(std::span<const std::string> wanted, std::span<const std::string> codes) {
  return std::ranges::find_first_of(wanted, codes) != wanted.end();
}

// Whether the codes beside a decision could change a word of it.
bool concerns(std::span<const std::string> beside, const ClaimDecision& decision,
              const RuleSet& rules) {
  return std::ranges::any_of(rules.exclusions, [&](const Exclusion& exclusion) {
    const auto excluded = [&](const auto& each) {
      return std::ranges::find(exclusion.codes, each.code) != exclusion.codes.end();
    };
    return any_of_them(exclusion.beside, beside) &&
           (std::ranges::any_of(decision.claims, excluded) ||
            std::ranges::any_of(decision.not_claimed, excluded));
  });
}

class Billing {
 public:
  Billing(std::span<const MonthFacts> months, std::span<const PeriodFacts> periods,
          const RuleBook& rules)
      : months_(months), periods_(periods), rules_(rules) {
    bill_.months.reserve(months.size());
    for (const MonthFacts& month : months)
      bill_.months.push_back({decide_month(month, rules_of(month, rules)), {}});
    bill_.periods.resize(periods.size());
  }

  void judge_periods(Program program) {
    for (std::size_t i = 0; i < periods_.size(); ++i) {
      const PeriodFacts& facts = periods_[i];
      if (facts.program != program) continue;
      Judged& judged = bill_.periods[i];
      for (std::size_t m = 0; m < months_.size(); ++m)
        if (touch(months_[m], facts)) add_codes(judged.beside, bill_.months[m].decision);
      if (program == Program::Rtm)
        for_rpm_periods([&](const PeriodFacts& other, const ClaimDecision& decision) {
          if (touch(other, facts)) add_codes(judged.beside, decision);
        });
      judged.decision = decide_period(facts, judged.beside, rules_.for_day(facts.last_day));
    }
  }

  // RPM's periods have been judged.
  void judge_months_again() {
    for (std::size_t m = 0; m < months_.size(); ++m) {
      Judged& judged = bill_.months[m];
      for_rpm_periods([&](const PeriodFacts& period, const ClaimDecision& decision) {
        if (touch(months_[m], period)) add_codes(judged.beside, decision);
      });
      const RuleSet& rules = rules_of(months_[m], rules_);
      if (concerns(judged.beside, judged.decision, rules))
        judged.decision = decide_month(months_[m], rules, judged.beside);
    }
  }

  PatientBill take() { return std::move(bill_); }

 private:
  template <class Visit>
  void for_rpm_periods(Visit visit) {
    for (std::size_t i = 0; i < periods_.size(); ++i)
      if (periods_[i].program == Program::Rpm) visit(periods_[i], bill_.periods[i].decision);
  }

  std::span<const MonthFacts> months_;
  std::span<const PeriodFacts> periods_;
  const RuleBook& rules_;
  PatientBill bill_;
};

void append(ClaimDecision& all, ClaimDecision more) {
  std::ranges::move(more.claims, std::back_inserter(all.claims));
  std::ranges::move(more.not_claimed, std::back_inserter(all.not_claimed));
}

}  // namespace

PatientBill bill_months(std::span<const MonthFacts> months, std::span<const PeriodFacts> periods,
                        const RuleBook& rules) {
  Billing billing(months, periods, rules);
  billing.judge_periods(Program::Rpm);
  billing.judge_months_again();
  billing.judge_periods(Program::Rtm);
  return billing.take();
}

ClaimDecision bill_month(const std::optional<MonthFacts>& month,
                         std::span<const PeriodFacts> periods, const RuleBook& rules) {
  const auto months =
      month ? std::span<const MonthFacts>(&*month, 1) : std::span<const MonthFacts>{};
  PatientBill bill = bill_months(months, periods, rules);
  ClaimDecision all;
  for (Judged& judged : bill.months) append(all, std::move(judged.decision));
  for (Judged& judged : bill.periods) append(all, std::move(judged.decision));
  return all;
}

}  // namespace caseload::rules
