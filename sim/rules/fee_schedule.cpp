#include "sim/rules/fee_schedule.hpp"

#include "sim/base/check.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::rules {
namespace {

// Hundredths × thousandths × ten-thousandths of a dollar: a cent is 10⁷ of them.
constexpr std::int64_t kPerCent = 10'000'000;

Cents rounded(std::int64_t value_and_index, std::int64_t factor) {
  return {(value_and_index * factor + kPerCent / 2) / kPerCent};
}

}  // namespace

Cents national_fee(const RelativeValue& value, std::int64_t factor) {
  return rounded(std::int64_t{value.total} * 1000, factor);
}

std::optional<Fee> fee(const std::string& code, const RuleSet& rules, const FeePlace& place) {
  if (rules.contractor_priced.contains(code)) return std::nullopt;
  const auto rate = rules.rates.find(code);
  CASELOAD_CHECK(rate != rules.rates.end(), "a fee was asked for a code that has no rate");

  const auto found = rules.relative_values.find(code);
  const bool as_printed = place.national() && !place.alternative_payment_model;
  if (as_printed || found == rules.relative_values.end())
    return Fee{.amount = rate->second, .of_the_place = as_printed};

  const RelativeValue& value = found->second;
  const std::int64_t factor = place.alternative_payment_model
                                  ? rules.conversion_factor.alternative_payment_model
                                  : rules.conversion_factor.standard;
  if (!value.parts)
    return Fee{.amount = national_fee(value, factor), .of_the_place = place.national()};
  const std::int64_t indexed =
      std::int64_t{value.parts->work} * place.work +
      std::int64_t{value.parts->practice_expense} * place.practice_expense +
      std::int64_t{value.parts->malpractice} * place.malpractice;
  return Fee{.amount = rounded(indexed, factor), .of_the_place = true};
}

}  // namespace caseload::rules
