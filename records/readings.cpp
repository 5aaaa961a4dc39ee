#include "records/readings.hpp"

#include <algorithm>

namespace caseload::records {
namespace {

enum : std::size_t { kPatient, kDevice, kTakenAt, kKind, kManual };
constexpr std::array kColumns{Column{"patient", true}, Column{"device", true, true},
                              Column{"taken_at", true}, Column{"kind"}, Column{"manual"}};

bool says_manual(std::string_view kind) {
  constexpr std::string_view kWord = "manual";
  return std::ranges::equal(kind, kWord, {}, [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
}

// Sorted, each once. What comes in a patient's or in time's order is mostly in order already.
void tidy(std::vector<ReadingDay>& days) {
  std::ranges::sort(days);
  const auto again = std::ranges::unique(days);
  days.erase(again.begin(), again.end());
}

}  // namespace

sim::Result<void> read_readings(std::istream& in, std::string_view name, const sim::ZoneTable& zone,
                                Practice& practice) {
  const std::size_t rejected_before = practice.rejections.size();
  std::vector<ReadingDay>& days = practice.readings;
  constexpr std::size_t kOften = std::size_t{1} << 20;
  std::size_t tidy_at = kOften;
  const auto facts = read_table(in, name, kColumns, practice.rejections, [&](Row& row) {
    const std::string_view patient = row.text(kPatient);
    const std::optional<Moment> taken_at = row.moment(kTakenAt, zone);
    const std::optional<bool> manual = row.yes_no(kManual);
    if (row.rejected()) return;
    if (manual.value_or(false) || says_manual(row.text(kKind))) {
      ++practice.readings_by_hand;
      return;
    }
    if (!manual && row.text(kKind).empty()) ++practice.readings_of_unknown_way;
    practice.saw(taken_at->day);
    const ReadingDay day{practice.patients.number(patient),
                         static_cast<std::int32_t>(taken_at->day.time_since_epoch().count())};
    if (!days.empty() && days.back() == day) return;
    days.push_back(day);
    // Several readings a day are one: a long file is kept small while it is read.
    if (days.size() < tidy_at) return;
    tidy(days);
    tidy_at = std::max(kOften, 2 * days.size());
  });
  if (!facts) return std::unexpected(facts.error());
  tidy(days);
  practice.files.push_back({"readings", std::string(name), facts->rows,
                            practice.rejections.size() - rejected_before, facts->ignored});
  return {};
}

}  // namespace caseload::records
