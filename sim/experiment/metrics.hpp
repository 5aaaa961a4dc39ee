#pragma once

// What a metric is: a name, a unit, and how it is read off a summary or a row. Each scope has one
// table of them: a plan's month (month_metrics.hpp) and a single simulated month (run_metrics.hpp).
// plan.json and the CSV files are made from these tables, and text tables select from them by name,
// so that a metric is told once.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/experiment/outcome.hpp"
#include "sim/experiment/summary.hpp"

namespace caseload::experiment {

// Decides how a number is written.
enum class Unit : std::uint8_t { Count, Share, Ratio, Minutes, Hours, Days, Dollars };

// The CSV file that tells a metric, as a column or as a row of its own.
enum class CsvFile : std::uint8_t { None, Months, Shares, Costs, Cover, Conversations, Hours };
struct CsvPlace {
  CsvFile file = CsvFile::None;
  std::string_view name{};  // of the column or row
  int place = 0;            // among those of the file; equals stand in the table's order
};

// How a plan's month tells a metric.
using Number = std::optional<double> (*)(const MonthSummary&);  // absent: no data
using Share = const ShareSummary& (*)(const MonthSummary&);     // count, share and both ranges
using ByName = std::vector<std::pair<std::string, double>> (*)(const MonthSummary&);
struct Series {};  // several figures an hour, day or limit: whoever tells them knows their members

struct MonthMetric {
  std::string_view name;  // in plan.json's block of a month; "/" leads into an object
  Unit unit = Unit::Count;
  std::variant<Series, Number, Share, ByName> read{};
  CsvPlace csv{};
  bool in_json = true;
  bool of_ceiling = false;  // told of a plan's ceiling, too
};

// One replication of a month.
struct RunMetric {
  std::string_view name;  // of the column in csv/runs.csv
  Unit unit = Unit::Count;
  double (*read)(const MonthOutcome&) = nullptr;
  bool with_wages = false;  // means nothing under `unlimited`
};

// What lies at the end of a path of members.
template <auto... path>
inline constexpr Number number =
    [](const MonthSummary& month) -> std::optional<double> { return (month.*....*path); };
template <auto... path>
inline constexpr Share share =
    [](const MonthSummary& month) -> const ShareSummary& { return (month.*....*path); };
template <auto... path>
inline constexpr ByName by_name = [](const MonthSummary& month) {
  const std::map<std::string, double>& values = (month.*....*path);
  return std::vector<std::pair<std::string, double>>(values.begin(), values.end());
};

// The mean of a share by itself; absent where there was nothing to take it of.
inline std::optional<double> mean_of(const ShareSummary& share) {
  if (share.of == 0) return std::nullopt;
  return share.share_mean;
}

// The metrics of one file, in its order.
template <std::size_t size>
std::vector<const MonthMetric*> metrics_of(const std::array<MonthMetric, size>& metrics,
                                           CsvFile file) {
  std::vector<const MonthMetric*> found;
  for (const MonthMetric& metric : metrics)
    if (metric.csv.file == file) found.push_back(&metric);
  std::ranges::sort(found, {}, [&](const MonthMetric* metric) {
    return std::pair(metric->csv.place, metric - metrics.data());
  });
  return found;
}

}  // namespace caseload::experiment
