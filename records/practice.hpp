#pragma once

// What a practice's exports say, read once: small rows, people by number.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/csv/table.hpp"
#include "records/reading_sorts.hpp"
#include "records/string_pool.hpp"
#include "sim/rules/documentation.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::records {

using rules::YesNoUnknown;

// A row of the time log: 32 bytes, since there may be millions.
struct LoggedRow {
  SimTime start;                     // of a row without a clock: midnight of its day
  std::uint64_t length_us : 37 = 0;  // at most a day; 0: a contact without minutes
  std::uint64_t role : 3 = 0;
  std::uint64_t activity : 5 = 0;
  std::uint64_t program : 2 = 0;
  std::uint64_t live : 2 = 0;       // Known
  std::uint64_t countable : 2 = 0;  // Known
  std::uint64_t manual : 2 = 0;     // Known: typed, not timed
  std::uint64_t is_signed : 2 = 0;  // Known: by the practitioner
  std::uint64_t clockless : 1 = 0;  // only its day is known
  std::uint64_t shortened : 1 = 0;  // `minutes` says less than start and end
  std::uint32_t patient = 0;
  std::uint32_t staff = 0;
  std::uint32_t practitioner = 0;  // 0: not said

  SimDuration length() const { return SimDuration{static_cast<std::int64_t>(length_us)}; }
  SimTime end() const { return start + length(); }
};
static_assert(sizeof(LoggedRow) == 32);

// A day on which there is a reading of a patient: 8 bytes, for the same reason.
struct ReadingDay {
  std::uint32_t patient = 0;
  std::uint16_t day = 0;   // since 1970, on the practice's calendar
  std::uint16_t sort = 0;  // in Practice::sorts
  auto operator<=>(const ReadingDay&) const = default;
  LocalDay date() const { return LocalDay{days{day}}; }
};
static_assert(sizeof(ReadingDay) == 8);

struct Enrolment {
  std::uint32_t patient = 0;
  LocalDay start;
  std::optional<LocalDay> end;  // inclusive; nothing: still enrolled
  YesNoUnknown established = YesNoUnknown::Unknown;
  YesNoUnknown consent = YesNoUnknown::Unknown;
  YesNoUnknown order = YesNoUnknown::Unknown;
  YesNoUnknown billed_elsewhere = YesNoUnknown::Unknown;
  std::size_t line = 0;
};

struct Practice {
  StringPool patients;
  StringPool staff;
  StringPool practitioners;  // number 0 is the empty word: not said
  std::vector<LoggedRow> log;
  std::vector<ReadingDay> readings;  // sorted, each day of a sort once
  ReadingSorts sorts;
  std::vector<Enrolment> enrolments;
  bool enrolments_given = false;
  std::vector<rules::Visit> visits;
  bool visits_given = false;
  std::vector<SourceFile> files;
  std::vector<Rejection> rejections;
  std::size_t readings_by_hand = 0;
  std::size_t readings_of_unknown_way = 0;  // nobody said whether a device sent them
  std::optional<LocalDay> first_day;        // of anything in the log and the readings
  std::optional<LocalDay> last_day;

  void saw(LocalDay day) {
    if (!first_day || day < *first_day) first_day = day;
    if (!last_day || day > *last_day) last_day = day;
  }
};

}  // namespace caseload::records
