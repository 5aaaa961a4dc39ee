#pragma once

// What the reports of a bill are made of. Everything they say about codes is "the log supports".

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/bill.hpp"
#include "records/source_file.hpp"

namespace caseload::reports {

struct BillInput {
  const records::Bill& bill;
  const records::StringPool& patients;
  const std::vector<records::SourceFile>& files;
  const std::vector<records::RejectedRow>& rejected;
  std::string timezone;
  std::string rules;                   // by what it was judged
  bool rules_for_every_month = false;  // the set was named, whatever its dates
  std::vector<std::string> sources;    // of the rule sets that were used
  std::optional<LocalDay> from{};      // of the log and the readings
  std::optional<LocalDay> to{};
  std::string version{};  // of caseload
};

// The same records under another set of rules.
struct Compared {
  std::string name;
  const records::Bill& bill;
};

// Receives a report in pieces: that of a large practice is not held in memory.
using Sink = std::function<void(std::string_view)>;

inline constexpr std::string_view kPatientDataNotice =
    "This contains patient data: names or numbers, dates of care and what was done.";

void bill_text(const BillInput& input, const Sink& sink);
void compared_text(const Compared& one, const Compared& other, const Sink& sink);
void bill_json(const BillInput& input, const std::vector<Compared>& compared, const Sink& sink);
void claims_csv(const BillInput& input, const Sink& sink);
void not_claimed_csv(const BillInput& input, const Sink& sink);
void minutes_csv(const BillInput& input, const Sink& sink);
void rejected_csv(const BillInput& input, const Sink& sink);

}  // namespace caseload::reports
