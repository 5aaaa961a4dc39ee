#pragma once

// What an export says of a reading besides whose and when, and what that is worth under a payer's
// rules: for which programme's device codes its day counts.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/string_pool.hpp"
#include "sim/rules/rule_set.hpp"

namespace caseload::records {

struct ReadingSort {
  std::optional<rules::Program> program;  // Rpm or Rtm, where the export says so
  std::string kind;                       // "blood_pressure"; empty: not said
  bool by_hand = false;
  bool operator==(const ReadingSort&) const = default;
};

// Few sorts differ: readings refer to them by number.
class ReadingSorts {
 public:
  // More kinds than a file of readings has; what is beyond them has no name.
  static constexpr std::uint32_t kMost = 60'000;

  std::uint16_t number(const ReadingSort& sort);
  const std::vector<ReadingSort>& all() const { return sorts_; }

 private:
  StringPool keys_;
  std::string key_;
  std::vector<ReadingSort> sorts_;
  std::uint16_t last_ = 0;  // neighbours are mostly of one sort
};

struct ReadingOwner {
  enum class Who : std::uint8_t { Nobody, Unsaid, Rpm, Rtm };
  Who who = Who::Unsaid;  // Nobody: typed by hand, and makes no day
  std::optional<rules::RtmSystem> system;
};
// By what the export says of the programme; where it says nothing, by the kind.
ReadingOwner owner_of(const ReadingSort& sort, const rules::RuleSet& rules);

}  // namespace caseload::records
