#include "records/readings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace caseload::records {
namespace {

enum : std::size_t { kPatient, kDevice, kTakenAt, kKind, kManual, kProgram };
constexpr std::array kColumns{Column{"patient", true},
                              Column{"device", true, true},
                              Column{"taken_at", true, false, Holds::Time},
                              Column{"kind", false, false, Holds::Kind},
                              Column{"manual", false, false, Holds::YesNo},
                              Column{"program", false, false, Holds::Program}};

std::optional<rules::Program> parse_owner(std::string_view word) {
  const auto program = rules::parse_program(word);
  return program == rules::Program::Rpm || program == rules::Program::Rtm ? program : std::nullopt;
}

// Sorted, each once. What comes in a patient's or in time's order is mostly in order already.
void tidy(std::vector<ReadingDay>& days) {
  std::ranges::sort(days);
  const auto again = std::ranges::unique(days);
  days.erase(again.begin(), again.end());
}

}  // namespace

std::span<const Column> readings_columns() { return kColumns; }

Result<void> read_readings(std::istream& in, std::string_view name, const ZoneTable& zone,
                           Practice& practice, const TableMap* map) {
  const std::size_t rejected_before = practice.rejections.size();
  std::vector<ReadingDay>& days = practice.readings;
  constexpr std::size_t kOften = std::size_t{1} << 20;
  std::size_t tidy_at = kOften;
  ReadingSort sort;
  const auto facts = read_table(in, name, kColumns, map, practice.rejections, [&](Row& row) {
    const std::string_view patient = row.text(kPatient);
    const std::optional<Moment> taken_at = row.moment(kTakenAt, zone);
    const std::optional<bool> manual = row.yes_no(kManual);
    sort.program = row.word(kProgram, parse_owner, "expected rpm or rtm");
    if (row.rejected()) return;
    sort.kind = row.name(kKind);
    const bool says_manual = sort.kind == "manual", says_sent = sort.kind == "automatic";
    if (says_manual || says_sent) sort.kind.clear();
    sort.by_hand = manual.value_or(false) || says_manual;
    if (sort.by_hand) ++practice.readings_by_hand;
    if (!manual && !says_manual && !says_sent) ++practice.readings_of_unknown_way;
    practice.saw(taken_at->day);
    const ReadingDay day{practice.patients.number(patient),
                         static_cast<std::uint16_t>(taken_at->day.time_since_epoch().count()),
                         practice.sorts.number(sort)};
    if (!days.empty() && days.back() == day) return;
    days.push_back(day);
    // Several readings a day are one: a long file is kept small while it is read.
    if (days.size() < tidy_at) return;
    tidy(days);
    tidy_at = std::max(kOften, 2 * days.size());
  });
  if (!facts) return std::unexpected(facts.error());
  tidy(days);
  SourceFile file{"readings",     std::string(name),
                  facts->rows,    practice.rejections.size() - rejected_before,
                  facts->ignored, notes_of(map)};
  if (practice.readings_by_hand > 0)
    file.notes.push_back(fmt::format("{} typed by hand", practice.readings_by_hand));
  practice.files.push_back(std::move(file));
  return {};
}

}  // namespace caseload::records
