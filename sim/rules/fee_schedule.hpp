#pragma once

// What a schedule of fees allows for one unit of a code at a place: relative values × the place's
// cost indices × a conversion factor, as Medicare computes it (42 CFR 414.20).
//
// Whole numbers throughout, so that a fee is exact: hundredths of relative value, thousandths of
// index, ten-thousandths of a dollar of factor. Rounded to the cent once, half up, as it is
// printed.

#include <cstdint>
#include <optional>
#include <string>

#include "sim/base/money.hpp"

namespace caseload::rules {

struct RuleSet;

// Of one unit of a code, in hundredths.
struct RelativeValue {
  struct Parts {
    std::int32_t work = 0;
    std::int32_t practice_expense = 0;
    std::int32_t malpractice = 0;
    bool operator==(const Parts&) const = default;
  };
  std::int32_t total = 0;
  std::optional<Parts> parts;  // absent: only the total is known; otherwise they sum to it
  bool operator==(const RelativeValue&) const = default;
};

// Dollars per unit of relative value, in ten-thousandths.
struct ConversionFactor {
  std::int64_t standard = 0;
  std::int64_t alternative_payment_model = 0;  // of practitioners in one
  bool operator==(const ConversionFactor&) const = default;
};

// Where and how a practice is paid. Indices in thousandths: 1.000 each is the nation's average.
struct FeePlace {
  std::int32_t work = 1000;
  std::int32_t practice_expense = 1000;
  std::int32_t malpractice = 1000;
  bool alternative_payment_model = false;

  bool national() const { return work == 1000 && practice_expense == 1000 && malpractice == 1000; }
};

struct Fee {
  Cents amount;  // one unit
  // The place's indices and factor are in it. False where the code's relative values, or its parts,
  // are not known: then it is the national fee, and wrong by what the place differs.
  bool of_the_place = true;
};

// Units × factor (in ten-thousandths of a dollar), as a schedule prints it.
Cents national_fee(const RelativeValue& value, std::int64_t factor);

// Nothing for a contractor-priced code, which has no national fee. Requires: the set bills the
// code.
std::optional<Fee> fee(const std::string& code, const RuleSet& rules, const FeePlace& place);

}  // namespace caseload::rules
