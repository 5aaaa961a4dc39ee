#include "reports/render/left_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "reports/render/words.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kKindsTold = 3;

// What kind of fault it is: the column, or the sentence up to what it says of this row.
std::string kind_of(std::string_view why) {
  for (const std::string_view end : {" \"", ", ", ": ", "; "}) why = why.substr(0, why.find(end));
  return std::string(why);
}

}  // namespace

std::string left_out_words(std::span<const records::RejectedRow> rows, std::size_t of) {
  std::map<std::string, std::int64_t> by_kind;
  for (const records::RejectedRow& row : rows) ++by_kind[kind_of(row.why)];
  std::vector<std::pair<std::string, std::int64_t>> kinds(by_kind.begin(), by_kind.end());
  std::ranges::sort(kinds, {},
                    [](const auto& kind) { return std::tuple(-kind.second, kind.first); });

  std::string why;
  std::int64_t others = 0;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (i >= kKindsTold) others += kinds[i].second;
    else
      why +=
          fmt::format("{}{}: {}", i == 0 ? "" : "; ", kinds[i].first, thousands(kinds[i].second));
  }
  if (others > 0) why += fmt::format("; for other reasons: {}", thousands(others));
  return fmt::format("{} of {} ({})", thousands(static_cast<std::int64_t>(rows.size())),
                     counted(static_cast<std::int64_t>(of), "row"), why);
}

}  // namespace caseload::reports
